package io.jndencode.media.packaging;

import io.jndencode.media.Rational;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A stream cut into pieces: {@code init.mp4} and {@code 00001.m4s}, {@code 00002.m4s} ... in a folder of its own.
 *
 * @param folder name of the folder
 * @param codecs the coding as in RFC 6381
 * @param timescale ticks per second
 * @param initBytes size of the file that comes before any piece
 * @param pieces in order, without a gap
 */
public record PackedTrack(String folder, String codecs, long timescale, long initBytes, List<Piece> pieces) {
    /** The file that comes before any piece. */
    public static final String INIT = "init.mp4";

    public PackedTrack {
        Objects.requireNonNull(folder, "folder is null");
        Objects.requireNonNull(codecs, "codecs is null");
        pieces = List.copyOf(pieces);
    }

    /** Returns the name of a piece's file. */
    public static String file(int piece) {
        return String.format(Locale.ROOT, "%05d.m4s", piece + 1);
    }

    /** Returns the length of a piece in seconds. */
    public double seconds(Piece piece) {
        return seconds(piece.duration());
    }

    /** Returns a time in seconds. */
    public double seconds(long ticks) {
        return new Rational(1, timescale).seconds(ticks);
    }

    /** Returns the length of all in seconds. */
    public double seconds() {
        return seconds(pieces.stream().mapToLong(Piece::duration).sum());
    }

    /** Returns the size of all pieces. */
    public long bytes() {
        return pieces.stream().mapToLong(Piece::bytes).sum();
    }

    /** Returns the longest piece in seconds. */
    public double longest() {
        return pieces.stream().mapToDouble(this::seconds).max().orElse(0);
    }

    /** Returns the bits per second of all pieces together. */
    public double averageRate() {
        return bytes() * 8 / Math.max(seconds(), 1e-9);
    }

    /**
     * Returns the peak bits per second as RFC 8216 defines it: of any run of pieces that lasts from half of the target duration to one and
     * a half of it, or, where no run does, of the whole.
     */
    public double peakRate(double targetDuration) {
        double peak = 0;
        for (int from = 0; from < pieces.size(); from++) {
            long ticks = 0;
            long bytes = 0;
            for (int to = from; to < pieces.size() && seconds(ticks) <= 1.5 * targetDuration; to++) {
                ticks += pieces.get(to).duration();
                bytes += pieces.get(to).bytes();
                double length = seconds(ticks);
                if (length >= 0.5 * targetDuration && length <= 1.5 * targetDuration) {
                    peak = Math.max(peak, bytes * 8 / length);
                }
            }
        }
        return peak > 0 ? peak : averageRate();
    }
}
