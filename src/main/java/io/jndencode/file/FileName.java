package io.jndencode.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Builds file names out of other names, none longer than file systems allow. */
public final class FileName {
    /** Longest name on nearly all file systems, in bytes of UTF-8. */
    public static final int LONGEST = 255;

    private static final int HASH = 8;

    private FileName() {}

    /** Returns the length of a file's name in bytes of UTF-8. */
    public static int length(Path file) {
        return bytes(String.valueOf(file.getFileName()));
    }

    /** Joins a prefix, a name and a suffix. If the result is too long, the end of the name is replaced by a hash of the whole name. */
    public static String of(String before, String name, String behind) {
        return of(before, name, behind, LONGEST);
    }

    /** Does the same with a lower limit, which leaves room for a further suffix. */
    public static String of(String before, String name, String behind, int longest) {
        int room = longest - bytes(before) - bytes(behind);
        if (bytes(name) <= room) {
            return before + name + behind;
        }
        return before + beginning(name, Math.max(0, room - HASH - 1)) + mark(name) + behind;
    }

    /** Returns whether {@code shorter} is what {@link #of} makes of {@code name}, shortened. */
    public static boolean isShortened(String shorter, String name) {
        int mark = shorter.lastIndexOf('~');
        return mark >= 0 && name.startsWith(shorter.substring(0, mark)) && shorter.endsWith(mark(name));
    }

    private static String mark(String name) {
        return "~" + FileHash.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, HASH);
    }

    /** Returns the longest beginning of whole characters that fits into {@code most} bytes. */
    private static String beginning(String name, int most) {
        int end = 0;
        int used = 0;
        while (end < name.length()) {
            int next = name.offsetByCodePoints(end, 1);
            used += bytes(name.substring(end, next));
            if (used > most) {
                break;
            }
            end = next;
        }
        return name.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
