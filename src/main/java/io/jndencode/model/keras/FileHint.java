package io.jndencode.model.keras;

import io.jndencode.jnd.JndLevel;
import io.jndencode.model.Architecture;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads hints from the name of a weight file: the published files are {@code LATJND1.h5}, {@code MJLAT.h5}, ... */
final class FileHint {
    private static final Pattern LEVEL = Pattern.compile("JND[ _-]?([123])", Pattern.CASE_INSENSITIVE);
    private static final Pattern NETWORK = Pattern.compile(
            "(JND[ _-]?[123]|IMG|IMAGE)[ _-]?RECON|(?<![A-Z])((MJ|E2E)[ _-]?)?(LAT|REC)(?=JND|[^A-Z])",
            Pattern.CASE_INSENSITIVE);
    private static final Map<String, Architecture> NETWORKS = Map.of(
            "lat", Architecture.LAT,
            "rec", Architecture.REC,
            "e2elat", Architecture.E2E_LAT,
            "e2erec", Architecture.E2E_REC,
            "mjlat", Architecture.MJ_LAT,
            "mjrec", Architecture.MJ_REC);

    private FileHint() {}

    /** Returns the level in the name. */
    static Optional<JndLevel> level(Path file) {
        Matcher matcher = LEVEL.matcher(name(file));
        return matcher.find() ? Optional.of(JndLevel.valueOf("JND" + matcher.group(1))) : Optional.empty();
    }

    /** Returns the network in the name. */
    static Optional<Architecture> network(Path file) {
        Matcher matcher = NETWORK.matcher(name(file));
        if (!matcher.find()) {
            return Optional.empty();
        }
        String found = matcher.group().toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
        if (found.endsWith("recon")) {
            return Optional.of(found.startsWith("jnd") ? Architecture.JND_RECON : Architecture.IMG_RECON);
        }
        return Optional.ofNullable(NETWORKS.get(found));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
