package io.jndencode.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The file a path refers to, however the path is spelled and whether or not the file exists: hard and symbolic links, {@code ..}, mounts
 * and folders that ignore case all resolve to one identity.
 *
 * @param place absolute path with links resolved as far as it exists; the rest as spelled
 * @param key the system's key of the file; null if the file does not exist or the system has no such keys
 */
public record FileIdentity(Path place, @Nullable Object key) {
    /** Most symbolic links followed in a row, as in Linux. */
    private static final int MOST_LINKS = 40;

    /** Most names tried to find out whether a folder ignores case. */
    private static final int MOST_NAMES = 32;

    /** Paths of a process's open file descriptors, which may be anything. */
    private static final List<String> OPEN =
            List.of("/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/fd", "/proc/self/fd", "/proc/thread-self/fd");

    private static final Path EMPTY = Path.of("");

    /** Returns the identity of the file a path refers to now. */
    public static FileIdentity of(Path file) {
        Path whole = target(file.toAbsolutePath());
        Path there = whole;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        Path rest = there.relativize(whole).normalize();
        if (rest.equals(EMPTY)) {
            return new FileIdentity(real(there), key(there));
        }
        Path real = real(there);
        return new FileIdentity(real.resolve(ignoresCase(real) ? folded(rest) : rest), null);
    }

    /** Returns whether two paths refer to the same file. */
    public static boolean same(Path one, Path other) {
        return of(one).is(of(other));
    }

    /** Returns whether both refer to the same file. */
    public boolean is(FileIdentity other) {
        return place.equals(other.place) || (key != null && key.equals(other.key));
    }

    /** Returns whether the file is in a folder or anywhere below it. */
    public boolean isWithin(FileIdentity folder) {
        for (Path above = place.getParent(); above != null; above = above.getParent()) {
            if (above.equals(folder.place) || (folder.key != null && folder.key.equals(key(above)))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a file is in a folder or anywhere below it. */
    public static boolean isWithin(Path file, Path folder) {
        return of(file).isWithin(of(folder));
    }

    /** Returns whether a path refers to a device, a pipe or an open file descriptor, so that writing there replaces no file. */
    public static boolean isStream(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        if (OPEN.stream().anyMatch(whole::startsWith)) {
            return Files.exists(file);
        }
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).isOther();
        } catch (IOException e) { // does not exist
            return false;
        }
    }

    private static @Nullable Object key(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) { // does not exist
            return null;
        }
    }

    private static Path real(Path existing) {
        try {
            return existing.toRealPath();
        } catch (IOException e) {
            return existing.normalize();
        }
    }

    /** Returns the target of a dangling link, because writing through the link would create that file. */
    private static Path target(Path file) {
        Path at = file;
        for (int links = 0; links < MOST_LINKS && Files.isSymbolicLink(at) && !Files.exists(at); links++) {
            try {
                at = at.resolveSibling(Files.readSymbolicLink(at));
            } catch (IOException e) {
                return at;
            }
        }
        return at;
    }

    private static Path folded(Path names) {
        return Path.of(Normalizer.normalize(names.toString(), Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT));
    }

    /**
     * Returns whether a folder ignores case, judged by the names in it, then by its own name; the system's usual behaviour if none has
     * letters.
     */
    private static boolean ignoresCase(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            int names = 0;
            for (Path file : files) {
                Boolean answer = names++ < MOST_NAMES ? ignoresCaseOf(file) : null;
                if (answer != null) {
                    return answer;
                }
                if (names >= MOST_NAMES) {
                    break;
                }
            }
        } catch (IOException e) {
            return false; // a folder that cannot be listed is unlikely to be writable
        }
        Boolean answer = ignoresCaseOf(folder);
        return answer != null ? answer : usuallyIgnored();
    }

    private static boolean usuallyIgnored() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return system.startsWith("mac") || system.startsWith("windows");
    }

    /** Returns null for a name without letters or a file that no longer exists. */
    private static @Nullable Boolean ignoresCaseOf(Path file) {
        String name = String.valueOf(file.getFileName());
        String upper = name.toUpperCase(Locale.ROOT);
        String other = upper.equals(name) ? name.toLowerCase(Locale.ROOT) : upper;
        if (other.equals(name) || file.getParent() == null) {
            return null;
        }
        try {
            return Files.isSameFile(file, file.resolveSibling(other));
        } catch (IOException e) {
            return Files.exists(file) ? Boolean.FALSE : null;
        }
    }
}
