package io.jndencode.cli.train;

import io.jndencode.JndException;
import io.jndencode.jnd.JndLevel;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The level of a network that knows one. */
final class LevelOption {
    @Option(
            names = {"--level", "--jnd_value"},
            paramLabel = "K",
            description = "of jnd-recon, lat, rec, e2e-lat and e2e-rec: the level, 1, 2 or 3 (or JND1, JND2, JND3)")
    private @Nullable String level;

    /** The level that was given; empty where none was. */
    Optional<JndLevel> chosen() {
        if (level == null) {
            return Optional.empty();
        }
        String name = level.toUpperCase(Locale.ROOT);
        return Optional.of(Arrays.stream(JndLevel.values())
                .filter(known -> known.name().equals(name) || known.name().equals("JND" + name))
                .findFirst()
                .orElseThrow(() -> new JndException.Usage("--level must be 1, 2 or 3, got %s.".formatted(level))));
    }
}
