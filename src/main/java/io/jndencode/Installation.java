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
 * The folder that holds the program's {@code presets} and {@code onnx-models}.
 *
 * @param home root of the distribution or of the source tree
 */
public record Installation(Path home) {
    /** System property set by the launcher; without it the location of the classes is used. */
    public static final String HOME_PROPERTY = "jnd.home";

    /** Returns the installation of the running classes, from {@code HOME/lib/x.jar} or {@code HOME/target/classes}. */
    public static Installation current() {
        String named = System.getProperty(HOME_PROPERTY);
        if (named != null) {
            return new Installation(Path.of(named));
        }
        Path container = container();
        Path home = container == null ? null : container.getParent();
        return new Installation(home == null ? Path.of("") : home);
    }

    /** Returns the folder that contains the running jar or class folder; null if that is not in the file system. */
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

    /** Returns the folder beside the program's jar into which the build unpacked native libraries; null if there is none. */
    public static @Nullable Path natives() {
        Path container = container();
        Path natives = container == null ? null : container.resolve("native");
        return natives != null && Files.isDirectory(natives) ? natives : null;
    }

    /** Returns the program's version, from the jar or, for unpacked classes, from the source tree. */
    public static String version() {
        String version = Installation.class.getPackage().getImplementationVersion();
        return version == null ? "0.2.0" : version;
    }

    /**
     * Returns the commit the program was built from, with {@code -dirty} if files had been changed since; empty if the build did not know
     * it.
     */
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
