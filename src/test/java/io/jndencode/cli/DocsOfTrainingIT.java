package io.jndencode.cli;

/** The commands in the pages about labels, training and programs of one's own. */
class DocsOfTrainingIT extends RunnableDocs {
    @Override
    boolean has(String page) {
        return OF_TRAINING.contains(page);
    }
}
