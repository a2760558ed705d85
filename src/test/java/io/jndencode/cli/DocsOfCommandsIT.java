package io.jndencode.cli;

/** The commands in the pages about what the commands are and do. */
class DocsOfCommandsIT extends RunnableDocs {
    @Override
    boolean has(String page) {
        return OF_COMMANDS.contains(page);
    }
}
