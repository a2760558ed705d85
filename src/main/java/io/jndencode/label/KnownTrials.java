package io.jndencode.label;

import io.jndencode.media.Trial;
import io.jndencode.train.DatasetLayout;
import io.jndencode.train.Manifest;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trial encodes of a dataset's pictures, by the pictures' names: those its manifest has from before, and those made since. */
final class KnownTrials {
    private final Map<String, Trial> trials = new HashMap<>();

    KnownTrials(DatasetLayout layout) {
        if (Files.exists(layout.manifest())) {
            for (Manifest.Entry entry : Manifest.read(layout.manifest()).pictures()) {
                if (entry.trial() != null) {
                    trials.put(entry.name(), entry.trial());
                }
            }
        }
    }

    boolean has(String name) {
        return trials.containsKey(name);
    }

    void put(String name, Trial trial) {
        trials.put(name, trial);
    }

    /** Null where nobody tried. */
    @Nullable
    Trial of(String name) {
        return trials.get(name);
    }
}
