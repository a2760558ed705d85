package io.jndencode.cli.encode;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.file.FileHash;
import io.jndencode.jnd.ModelCard;
import io.jndencode.jnd.ModelStore;
import io.jndencode.plan.sidecar.Sidecar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Properties of a sidecar's model, for people to read. */
final class ModelFacts {
    private ModelFacts() {}

    /**
     * Returns the card of exactly the file the sidecar identifies by its hash; empty if the installation has another or
     * none.
     */
    static Map<String, String> of(Sidecar sidecar) {
        Sidecar.Model model = sidecar.model();
        if (model == null || model.sha256() == null) {
            return Map.of();
        }
        return new ModelStore(Installation.current())
                .list().stream()
                        .filter(entry -> entry.name().equals(model.name()))
                        .filter(entry -> model.sha256().equals(hash(entry.file())))
                        .map(ModelStore.Entry::card)
                        .filter(card -> card != null)
                        .findFirst()
                        .map(ModelFacts::of)
                        .orElse(Map.of());
    }

    private static String hash(Path file) {
        try {
            return FileHash.sha256(file);
        } catch (IOException e) {
            throw new JndException.Model("the model " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Returns the card without what the sidecar itself contains. */
    static Map<String, String> of(ModelCard card) {
        Map<String, String> facts = new TreeMap<>();
        card.properties().forEach((name, value) -> {
            if (name.startsWith("jnd.")) {
                facts.put(name.substring(4), value);
            }
        });
        facts.keySet().removeAll(Set.of("name", "labels", "schema"));
        return facts;
    }
}
