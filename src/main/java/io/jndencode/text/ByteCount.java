package io.jndencode.text;

import java.util.Locale;

/** Numbers of bytes for people: in decimal units, like disks and bit rates. */
public final class ByteCount {
    private static final double GIGABYTE = 1e9;
    private static final double MEGABYTE = 1e6;
    private static final double KILOBYTE = 1e3;

    private ByteCount() {}

    /** Returns a number of bytes such as {@code 12.3 MB}, with a decimal point whatever the machine's language. */
    public static String of(double bytes) {
        if (bytes >= GIGABYTE) {
            return String.format(Locale.ROOT, "%.2f GB", bytes / GIGABYTE);
        }
        return bytes >= MEGABYTE
                ? String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE)
                : String.format(Locale.ROOT, "%.1f kB", bytes / KILOBYTE);
    }

    /** Returns the size of a file like {@link #of(double)}. */
    public static String of(long bytes) {
        return of((double) bytes);
    }
}
