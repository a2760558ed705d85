package io.jndencode;

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
 * Which file a path means, however it is spelled and whether or not the file exists: links of both kinds, {@code ..}, mounts and folders
 * that ignore case lead to one identity.
 *
 * @param place its whole path without links, as far as it exists; the rest as it is spelled
 * @param key what the system tells files apart by, null for one that does not exist and where the system has none
 */
public record FileIdentity(Path place, @Nullable Object key) {
    /** As many links as Linux follows. */
    private static final int MOST_LINKS = 40;

    /** Names a folder is asked by whether it ignores case. */
    private static final int MOST_NAMES = 32;

    /** Names of what a process has open, whatever that is. */
    private static final List<String> OPEN =
            List.of("/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/fd", "/proc/self/fd", "/proc/thread-self/fd");

    private static final Path EMPTY = Path.of("");

    /** The file a path means now. */
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

    /** Whether two paths mean one file. */
    public static boolean same(Path one, Path other) {
        return of(one).is(of(other));
    }

    /** Whether both are one file. */
    public boolean is(FileIdentity other) {
        return place.equals(other.place) || (key != null && key.equals(other.key));
    }

    /** Whether the file lies in a folder, or in one below it. */
    public boolean isWithin(FileIdentity folder) {
        for (Path above = place.getParent(); above != null; above = above.getParent()) {
            if (above.equals(folder.place) || (folder.key != null && folder.key.equals(key(above)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a file lies in a folder, or in one below it. */
    public static boolean isWithin(Path file, Path folder) {
        return of(file).isWithin(of(folder));
    }

    /** Whether a path leads to a device, a pipe or what the process has open: what is written there replaces nothing. */
    public static boolean isStream(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        if (OPEN.stream().anyMatch(whole::startsWith)) {
            return Files.exists(file);
        }
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).isOther();
        } catch (IOException e) { // not there
            return false;
        }
    }

    private static @Nullable Object key(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) { // not there
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

    /** Where a link leads whose target does not exist: a file written through it would be made there. */
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

    /** Told by the names in the folder, else by its own; where none has letters, as systems usually have it. */
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
            return false; // a folder that cannot be listed can hardly be written to
        }
        Boolean answer = ignoresCaseOf(folder);
        return answer != null ? answer : usuallyIgnored();
    }

    private static boolean usuallyIgnored() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return system.startsWith("mac") || system.startsWith("windows");
    }

    /** Null for a name without letters, or one that is gone. */
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
