package io.jndencode.plan.forecast;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The size that the coded frames of a shot will have, with what it was foretold for: from these it follows for another rate and another
 * number of frames.
 *
 * @param bytes the expected size, as in {@link SizeForecast}
 * @param low lower end of the range
 * @param high upper end of the range
 * @param frames number of frames that it is for; null in sidecars of earlier versions, which do not say what a forecast is for
 * @param rate QP or CRF that it is for; null as above
 * @param slope doublings of the size for each QP or CRF more; null as above
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShotForecast(
        @JsonProperty("bytes") long bytes,
        @JsonProperty("low") long low,
        @JsonProperty("high") long high,
        @Nullable Long frames,
        @Nullable Double rate,
        @Nullable Double slope) {
    /**
     * Standard deviation of the slope between shots, as a share of it: 0.24, 0.23, 0.17 and 0.26 with x264 at QPs and at CRFs, x265 and SVT-AV1
     * (docs/forecast.md).
     */
    private static final double UNSURE_SLOPE = 0.25;

    /** How much wider the range is for another number of frames: those that were added or taken away were not looked at. */
    private static final double OTHER_FRAMES = 1.5;

    /** No encode is larger or smaller by more doublings than this than at any other rate. */
    private static final double MOST_DOUBLINGS = 20;

    public ShotForecast {
        new SizeForecast(bytes, low, high);
        boolean sound;
        if (frames == null || rate == null || slope == null) {
            sound = frames == null && rate == null && slope == null;
        } else {
            sound = frames > 0 && Double.isFinite(rate) && slope <= 0 && slope >= -1;
        }
        if (!sound) {
            throw new IllegalArgumentException(
                    "a forecast for " + frames + " frames at the rate " + rate + " with the slope " + slope);
        }
    }

    /** Creates the forecast for so many frames at a QP or CRF. */
    static ShotForecast of(SizeForecast size, long frames, double rate, double slope) {
        return new ShotForecast(size.bytes(), size.low(), size.high(), frames, rate, slope);
    }

    /** Returns the size alone. */
    public SizeForecast size() {
        return new SizeForecast(bytes, low, high);
    }

    /** Returns this forecast with another size for the same frames at the same rate. */
    public ShotForecast with(SizeForecast other) {
        return new ShotForecast(other.bytes(), other.low(), other.high(), frames, rate, slope);
    }

    /** Returns whether it says what it is for, so that it can be trusted whatever was changed since. */
    public boolean renewable() {
        return slope != null;
    }

    /**
     * Returns the forecast for the shot at another rate and of another length; the same one if it does not say what it is for.
     *
     * @param length number of frames
     * @param quantiser QP or CRF
     */
    public ShotForecast at(long length, double quantiser) {
        if (frames == null || rate == null || slope == null || (frames == length && rate == quantiser)) {
            return this;
        }
        double more = Math.max(-MOST_DOUBLINGS, Math.min(MOST_DOUBLINGS, slope * (quantiser - rate)));
        double own = size().doublings();
        double doublings = Math.max(own, Math.hypot(Math.min(own, SizeForecast.TRIED), UNSURE_SLOPE * more));
        SizeForecast moved = SizeForecast.of(
                bytes * Math.pow(2, more) * length / frames, doublings * (frames == length ? 1 : OTHER_FRAMES));
        return of(moved, length, quantiser, slope);
    }
}
