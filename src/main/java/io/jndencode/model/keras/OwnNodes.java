package io.jndencode.model.keras;

import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jndencode.JndException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds nodes within a weight file, refusing links. HDF5 files may link to objects in other files; Keras writes no
 * links, and following one could read a file that the user never named.
 */
final class OwnNodes {
    /** Limit on nesting: Keras nests models in models, and layers in those. */
    static final int DEEPEST = 32;

    private OwnNodes() {}

    /** Returns a group's child, null if there is none. */
    static @Nullable Node child(Path file, Group group, String name) {
        Node child = group.getChild(name);
        if (child instanceof Link) {
            throw new JndException.Model(
                    "%s: %s is a link to another place or file; Keras writes none.".formatted(file, child.getPath()));
        }
        return child;
    }

    /** Returns the node some groups below, null if there is none. */
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
