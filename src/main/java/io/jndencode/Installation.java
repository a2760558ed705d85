package io.jndencode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Properties;
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
        return version == null ? "0.2.0" : version;
    }

    /** The commit it was built of, with {@code -dirty} where files had been changed since; empty where the build did not know. */
    public static String commit() {
        Properties build = new Properties();
        try (InputStream in = Installation.class.getResourceAsStream("build.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own jar cannot be read", e);
        }
        String commit = build.getProperty("commit", "");
        return commit.startsWith("$") ? "" : commit;
    }

    public Path presets() {
        return home.resolve("presets");
    }

    public Path models() {
        return home.resolve("onnx-models");
    }
}
