package io.jndencode.media.ffmpeg;

import io.jndencode.Installation;
import io.jndencode.PrivateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where FFmpeg's native libraries are loaded from: the folder beside the program that the build unpacked them to. A program that has them
 * only inside its jars (a library's user, the tests) has JavaCPP unpack about 85 MB, once to {@code .javacpp/cache} in the user's home if
 * nobody else can write there, else to a new private folder that goes with the process: what is loaded is code.
 *
 * <p>JavaCPP's own properties, where they are set, decide instead.
 */
final class NativeLibraries {
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";
    private static final String PATHS_FIRST = "org.bytedeco.javacpp.pathsFirst";
    private static final String PATH = "org.bytedeco.javacpp.platform.preloadpath";

    private NativeLibraries() {}

    /** To be called before JavaCPP's loader is first used, which reads these properties once. */
    static void find() {
        Path beside = Installation.natives();
        boolean unpacked = beside != null && Files.isRegularFile(beside.resolve(System.mapLibraryName("jniavutil")));
        if (beside != null && unpacked) {
            System.getProperties().putIfAbsent(PATHS_FIRST, "true");
            System.getProperties().putIfAbsent(PATH, beside.toString());
        }
        if (System.getProperty(CACHE) == null) {
            // JavaCPP wants a cache folder even where it needs none, and would make one.
            Path cache = beside != null && unpacked && Files.isWritable(beside)
                    ? beside
                    : cache(Path.of(System.getProperty("user.home", "?")));
            System.setProperty(CACHE, cache.toString());
        }
    }

    /** A folder to unpack to that only this user can write to. */
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
            return null; // a full or read-only disk, a file of that name
        }
    }

    /** Under a name nobody knows before; removed when the process ends. */
    private static Path ofThisProcess() throws IOException {
        Path folder = Files.createTempDirectory("jnd-encode-natives-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder;
    }

    private static void delete(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path file : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // Loaded libraries cannot be removed on Windows: they stay in the temporary folder.
            return;
        }
    }
}
