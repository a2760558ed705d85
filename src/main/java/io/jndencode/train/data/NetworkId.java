package io.jndencode.train.data;

import io.jndencode.JndException;
import io.jndencode.jnd.JndLevel;
import io.jndencode.model.Architecture;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Identifies a network by its architecture and levels, and names its files.
 *
 * @param architecture the kind
 * @param levels none of img-recon, one of jnd-recon and the single-level networks, three of the others
 */
public record NetworkId(Architecture architecture, List<JndLevel> levels) {
    public NetworkId {
        levels = List.copyOf(levels);
    }

    /** Creates the id of a network; {@code level} is required for single-level architectures and ignored for others. */
    public static NetworkId of(Architecture architecture, Optional<JndLevel> level) {
        return switch (architecture) {
            case IMG_RECON -> new NetworkId(architecture, List.of());
            case MJ_LAT, MJ_REC -> new NetworkId(architecture, List.of(JndLevel.values()));
            case JND_RECON, LAT, REC, E2E_LAT, E2E_REC ->
                new NetworkId(
                        architecture,
                        List.of(level.orElseThrow(() -> new JndException.Usage(
                                "%s is trained for one level; give --level 1, 2 or 3.".formatted(architecture.id())))));
        };
    }

    /** Returns the name: {@code img-recon}, {@code jnd1-recon}, {@code lat-jnd1}, {@code mj-lat}. */
    public String name() {
        String level = levels.size() == 1 ? levels.get(0).name().toLowerCase(Locale.ROOT) : "";
        if (architecture == Architecture.JND_RECON) {
            return level + "-recon";
        }
        return level.isEmpty() ? architecture.id() : architecture.id() + "-" + level;
    }

    /** Returns the name of the best model's file. */
    public String modelFile() {
        return "BestModel-" + name() + ".onnx";
    }
}
