package io.jndencode.media;

import java.util.Objects;

/**
 * How sample values represent colours, by FFmpeg's names ({@code bt709}, {@code smpte2084}, {@code tv} ...).
 *
 * @param primaries colour primaries, {@link #UNKNOWN} if untagged
 * @param transfer transfer characteristic, {@link #UNKNOWN} if untagged
 * @param matrix YUV matrix, {@link #UNKNOWN} if untagged
 * @param range {@code tv} (limited) or {@code pc} (full), {@link #UNKNOWN} if untagged
 */
public record ColorTags(String primaries, String transfer, String matrix, String range) {
    /** Value of an untagged field. */
    public static final String UNKNOWN = "unknown";

    public ColorTags {
        Objects.requireNonNull(primaries, "primaries is null");
        Objects.requireNonNull(transfer, "transfer is null");
        Objects.requireNonNull(matrix, "matrix is null");
        Objects.requireNonNull(range, "range is null");
    }

    /** Returns whether the transfer is PQ or HLG, so that the picture must be tone-mapped for SDR. */
    public boolean highDynamicRange() {
        return transfer.equals("smpte2084") || transfer.equals("arib-std-b67");
    }
}
