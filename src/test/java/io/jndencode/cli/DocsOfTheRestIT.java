package io.jndencode.cli;

import java.util.Set;
import java.util.stream.Stream;

/** The commands in all pages that are in no other class: a new page is run here. */
class DocsOfTheRestIT extends RunnableDocs {
    @Override
    boolean has(String page) {
        return Stream.of(OF_COMMANDS, OF_FARMS, OF_TRAINING).noneMatch((Set<String> pages) -> pages.contains(page));
    }
}
