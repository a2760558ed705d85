package io.jndencode.model.keras;

import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jndencode.JndException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a weight file holds itself. HDF5 files may link to objects in other files; Keras writes no links, and one that led elsewhere
 * would have a file read that nobody named.
 */
final class OwnNodes {
    /** Keras nests a model in a model, and then a layer in it. */
    static final int DEEPEST = 32;

    private OwnNodes() {}

    /** A group's child, null where there is none. */
    static @Nullable Node child(Path file, Group group, String name) {
        Node child = group.getChild(name);
        if (child instanceof Link) {
            throw new JndException.Model(
                    "%s: %s is a link to another place or file; Keras writes none.".formatted(file, child.getPath()));
        }
        return child;
    }

    /** What lies some groups below, null where there is nothing. */
    static @Nullable Node at(Path file, Group group, String path) {
        Node node = group;
        for (String name : path.split("/", -1)) {
            if (!(node instanceof Group inner)) {
                return null;
            }
            node = name.isEmpty() ? node : child(file, inner, name);
        }
        return node;
    }
}
