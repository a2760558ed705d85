package io.jndencode.media.packaging;

import io.jndencode.media.Rational;

/**
 * A video cut into pieces.
 *
 * @param width columns, of square pixels
 * @param height rows
 * @param rates its pictures a second
 * @param primaries number of the colour primaries (ISO/IEC 23091-2), 2 if unknown
 * @param transfer number of the transfer characteristics
 * @param matrix number of the matrix coefficients
 */
public record VideoTrack(
        PackedTrack track, int width, int height, Rates rates, int primaries, int transfer, int matrix) {
    private static final int PQ = 16;
    private static final int HLG = 18;

    /**
     * Pictures a second.
     *
     * @param average unknown if the source does not say
     * @param highest of the shortest distance of two pictures, where distances differ; otherwise the average
     */
    public record Rates(Rational average, Rational highest) {}

    /** Returns the range of brightness as HLS names it: SDR, PQ or HLG. */
    public String range() {
        return transfer == PQ ? "PQ" : transfer == HLG ? "HLG" : "SDR";
    }
}
