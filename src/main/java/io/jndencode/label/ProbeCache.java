package io.jndencode.label;

import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.Manifest;
import io.jndencode.media.CodingCost;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trial encodes of a dataset's pictures, by the pictures' names: those its manifest has from before, and those made since. */
public final class ProbeCache {
    private final Map<String, CodingCost> probes = new HashMap<>();

    public ProbeCache(DatasetLayout layout) {
        if (Files.exists(layout.manifest())) {
            for (Manifest.Entry entry : Manifest.read(layout.manifest()).pictures()) {
                if (entry.trial() != null) {
                    probes.put(entry.name(), entry.trial());
                }
            }
        }
    }

    public boolean has(String name) {
        return probes.containsKey(name);
    }

    public void put(String name, CodingCost probe) {
        probes.put(name, probe);
    }

    /** Null where nobody tried. */
    public @Nullable CodingCost of(String name) {
        return probes.get(name);
    }
}
