package io.jndencode.media;

import java.util.Objects;

/**
 * How sample values stand for colours, in FFmpeg's names ({@code bt709}, {@code smpte2084}, {@code tv} ...).
 *
 * @param primaries colour primaries, {@link #UNKNOWN} where untagged
 * @param transfer transfer characteristic, {@link #UNKNOWN} where untagged
 * @param matrix YUV matrix, {@link #UNKNOWN} where untagged
 * @param range {@code tv} (limited) or {@code pc} (full), {@link #UNKNOWN} where untagged
 */
public record ColorTags(String primaries, String transfer, String matrix, String range) {
    /** What an untagged field holds. */
    public static final String UNKNOWN = "unknown";

    public ColorTags {
        Objects.requireNonNull(primaries, "primaries is null");
        Objects.requireNonNull(transfer, "transfer is null");
        Objects.requireNonNull(matrix, "matrix is null");
        Objects.requireNonNull(range, "range is null");
    }

    /** Whether the transfer is PQ or HLG: a high dynamic range picture that must be tone-mapped for an SDR eye. */
    public boolean highDynamicRange() {
        return transfer.equals("smpte2084") || transfer.equals("arib-std-b67");
    }
}
