package io.jndencode.plan.sidecar;

import io.jndencode.plan.forecast.SizeForecast;
import org.jspecify.annotations.Nullable;

/**
 * The size that an encode was expected to have when it was planned. Shots that an earlier run had encoded count with their true size.
 *
 * @param videoBytes of the coded frames: as likely too small as too large
 * @param low lower end of the range that {@value SizeForecast#COVERAGE} % of all encodes fall into
 * @param high upper end of the range
 * @param videoSourceBytes size of the source's coded frames that the shots cover; null if they were not counted
 * @param videoSaved the share of the video expected to be saved; null as above
 * @param otherBytes size of everything else in the source that the output takes over: sound, subtitles, the container's own; null if some
 *     of it is left out or converted, or only a part of the source is encoded
 * @param outputBytes expected size of the whole output; null if {@code otherBytes} is
 */
public record SidecarForecast(
        long videoBytes,
        long low,
        long high,
        @Nullable Long videoSourceBytes,
        @Nullable Double videoSaved,
        @Nullable Long otherBytes,
        @Nullable Long outputBytes) {
    /** Creates the forecast of a video's size beside what is known of its source. */
    public static SidecarForecast of(SizeForecast video, @Nullable Long sourceBytes, @Nullable Long otherBytes) {
        return new SidecarForecast(
                video.bytes(),
                video.low(),
                video.high(),
                sourceBytes,
                sourceBytes == null || sourceBytes == 0
                        ? null
                        : Decimals.round(1 - (double) video.bytes() / sourceBytes, 4),
                otherBytes,
                otherBytes == null ? null : video.bytes() + otherBytes);
    }

    /** Returns whether less than this percentage of the video is expected to be saved; false if that is unknown. */
    public boolean savesLessThan(double percent) {
        return videoSourceBytes != null && videoBytes > videoSourceBytes * (1 - percent / 100);
    }
}
