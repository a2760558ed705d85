package io.jndencode.media.ffmpeg;

import io.jndencode.Installation;
import io.jndencode.file.PrivateFolder;
import io.jndencode.file.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides where FFmpeg's native libraries are loaded from: the folder beside the program into which the build unpacked them. If a program
 * has them only inside its jars (as users of the library and the tests do), JavaCPP unpacks about 85 MB once, to {@code .javacpp/cache} in
 * the user's home if nobody else can write there, otherwise to a new private folder that is deleted with the process, because the files are
 * code.
 *
 * <p>JavaCPP's own properties take precedence if they are set.
 */
final class NativeLibraries {
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";
    private static final String PATHS_FIRST = "org.bytedeco.javacpp.pathsFirst";
    private static final String PATH = "org.bytedeco.javacpp.platform.preloadpath";

    private NativeLibraries() {}

    /** Sets JavaCPP's properties; to be called before its loader is first used, which reads them once. */
    static void find() {
        Path beside = Installation.natives();
        boolean unpacked = beside != null && Files.isRegularFile(beside.resolve(System.mapLibraryName("jniavutil")));
        if (beside != null && unpacked) {
            System.getProperties().putIfAbsent(PATHS_FIRST, "true");
            System.getProperties().putIfAbsent(PATH, beside.toString());
        }
        if (System.getProperty(CACHE) == null) {
            // JavaCPP demands a cache folder even if it does not need one, and would create it.
            Path cache = beside != null && unpacked && Files.isWritable(beside)
                    ? beside
                    : cache(Path.of(System.getProperty("user.home", "?")));
            System.setProperty(CACHE, cache.toString());
        }
    }

    /** Returns a folder for unpacking that only this user can write to. */
    static Path cache(Path home) {
        try {
            Path shared = home.isAbsolute() && Files.isWritable(home) ? inHome(home.toRealPath()) : null;
            return shared == null ? ofThisProcess() : shared;
        } catch (IOException e) {
            throw new UncheckedIOException("FFmpeg's libraries cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static @Nullable Path inHome(Path home) {
        Path ours = home.resolve(".javacpp");
        Path cache = ours.resolve("cache");
        try {
            PrivateFolder.make(ours);
            PrivateFolder.make(cache);
            return PrivateFolder.objection(List.of(home, ours, cache)) == null ? cache : null;
        } catch (IOException e) {
            return null; // e.g. a full or read-only disk, or a file of that name
        }
    }

    /** Creates a folder with an unpredictable name that is removed when the process ends. */
    private static Path ofThisProcess() throws IOException {
        Path folder = Files.createTempDirectory("jnd-encode-natives-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder;
    }

    private static void delete(Path folder) {
        try {
            Trees.remove(folder);
        } catch (IOException e) {
            // Loaded libraries cannot be removed on Windows: they stay in the temporary folder.
            return;
        }
    }
}
