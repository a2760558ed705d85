package io.jndencode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Names of files that are made of other names, none longer than file systems allow. */
public final class FileName {
    /** Bytes in UTF-8 a name may have on nearly all file systems. */
    public static final int LONGEST = 255;

    private static final int HASH = 8;

    private FileName() {}

    /** Bytes of a file's name. */
    public static int length(Path file) {
        return bytes(String.valueOf(file.getFileName()));
    }

    /** Something before and behind a name, of which the end is left out if it must be: a hash of all of it then stands there. */
    public static String of(String before, String name, String behind) {
        return of(before, name, behind, LONGEST);
    }

    /** As above, with less room: something else is put behind. */
    public static String of(String before, String name, String behind, int longest) {
        int room = longest - bytes(before) - bytes(behind);
        if (bytes(name) <= room) {
            return before + name + behind;
        }
        return before + beginning(name, Math.max(0, room - HASH - 1)) + mark(name) + behind;
    }

    /** Whether the first is what became of the second, which was too long. */
    public static boolean isShortened(String shorter, String name) {
        int mark = shorter.lastIndexOf('~');
        return mark >= 0 && name.startsWith(shorter.substring(0, mark)) && shorter.endsWith(mark(name));
    }

    private static String mark(String name) {
        return "~" + FileHash.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, HASH);
    }

    /** Whole characters of no more bytes. */
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
