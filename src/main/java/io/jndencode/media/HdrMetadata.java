package io.jndencode.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Static HDR metadata of a stream; each part is null if the source has none.
 *
 * @param mastering the display the picture was graded on (SMPTE ST 2086)
 * @param light content light levels (CTA-861.3)
 * @param dolbyVision Dolby Vision configuration
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
     * Dolby Vision configuration, of the container or else as the first frame's metadata suggests it.
     *
     * @param profile Dolby Vision profile (5, 7, 8, 9, 10 ...)
     * @param level Dolby Vision level, 0 if unknown
     * @param compatibility what the pictures are without it: 0 nothing usable, 1 HDR10, 2 SDR, 4 HLG, 6 HDR10 of a Blu-ray disc
     * @param whole whether the frames' metadata comes as it was coded, each for itself
     */
    public record DolbyVision(
            int profile,
            int level,
            @JsonIgnore int compatibility,
            @JsonIgnore boolean whole) {
        /** HEVC's profile 5 and AV1's 10 may have pictures in colours of Dolby's own. */
        private static final List<Integer> MAY_HAVE_OWN_COLOURS = List.of(5, 10);

        /** Reads what sidecars say of it. */
        @JsonCreator
        static DolbyVision of(@JsonProperty("profile") int profile, @JsonProperty("level") int level) {
            return new DolbyVision(profile, level, 0, false);
        }

        /** Returns whether the colours are wrong without the metadata. */
        public boolean ownColours() {
            return compatibility == 0 && MAY_HAVE_OWN_COLOURS.contains(profile);
        }
    }
}
