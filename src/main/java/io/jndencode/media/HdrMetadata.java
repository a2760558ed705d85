package io.jndencode.media;

import org.jspecify.annotations.Nullable;

/**
 * Static HDR metadata of a stream; each part is null if the source has none.
 *
 * @param mastering the display the picture was graded on (SMPTE ST 2086)
 * @param light content light levels (CTA-861.3)
 * @param dolbyVision Dolby Vision configuration, which this program reads but cannot re-encode
 */
public record HdrMetadata(
        @Nullable MasteringDisplay mastering,
        @Nullable ContentLight light,
        @Nullable DolbyVision dolbyVision) {

    /**
     * SMPTE ST 2086 mastering display.
     *
     * @param primaries CIE 1931 chromaticities "R(x,y)G(x,y)B(x,y)WP(x,y)", empty if the source has only luminances
     * @param minLuminance darkest level, cd/m², 0 if unknown
     * @param maxLuminance brightest level, cd/m², 0 if unknown
     */
    public record MasteringDisplay(String primaries, double minLuminance, double maxLuminance) {}

    /**
     * Content light levels.
     *
     * @param maxContent MaxCLL, cd/m²
     * @param maxFrameAverage MaxFALL, cd/m²
     */
    public record ContentLight(long maxContent, long maxFrameAverage) {}

    /**
     * Dolby Vision configuration.
     *
     * @param profile Dolby Vision profile (5, 7, 8, 9, 10 ...)
     * @param level Dolby Vision level
     */
    public record DolbyVision(int profile, int level) {}
}
