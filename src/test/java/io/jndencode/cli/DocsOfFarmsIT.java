package io.jndencode.cli;

/** The commands in the pages about farms and ladders. */
class DocsOfFarmsIT extends RunnableDocs {
    @Override
    boolean has(String page) {
        return OF_FARMS.contains(page);
    }
}
