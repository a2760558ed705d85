package io.jndencode;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the program's own folders {@code presets} and {@code onnx-models} lie.
 *
 * @param home the root of the distribution or of the project
 */
public record Installation(Path home) {
    /** The property a launcher sets; without it the place of the classes tells. */
    public static final String HOME_PROPERTY = "jnd.home";

    /** The installation the running classes belong to: {@code HOME/lib/x.jar}, {@code HOME/target/classes} alike. */
    public static Installation current() {
        String named = System.getProperty(HOME_PROPERTY);
        if (named != null) {
            return new Installation(Path.of(named));
        }
        Path container = container();
        Path home = container == null ? null : container.getParent();
        return new Installation(home == null ? Path.of("") : home);
    }

    /** The folder the running jar or class folder lies in; null where that is no place in the file system. */
    private static @Nullable Path container() {
        CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return null;
        }
        try {
            return Path.of(source.getLocation().toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path has an unusable location: " + source.getLocation(), e);
        }
    }

    /** The folder beside the program's jar with native libraries the build unpacked; null where there is none. */
    public static @Nullable Path natives() {
        Path container = container();
        Path natives = container == null ? null : container.resolve("native");
        return natives != null && Files.isDirectory(natives) ? natives : null;
    }

    /** The program's version: the jar's, or that of the source tree where the classes were never packed. */
    public static String version() {
        String version = Installation.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0" : version;
    }

    public Path presets() {
        return home.resolve("presets");
    }

    public Path models() {
        return home.resolve("onnx-models");
    }
}
