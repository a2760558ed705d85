package io.jndencode.plan.sidecar;

import io.jndencode.plan.forecast.ForecastTally;
import io.jndencode.plan.forecast.ShotForecast;
import io.jndencode.plan.forecast.SizeForecast;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The size that an encode is expected to have. In a plan, shots that an earlier run had encoded count with their true size.
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
    private static final int MOST_NAMED = 8;

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

    /**
     * Returns the forecast of a sidecar whose shots are now these, at other rates or of other lengths than it says: a person, measuring or a
     * ceiling on the rate changed them. Null if nothing is known of one of them.
     */
    static @Nullable SidecarForecast of(Sidecar sidecar, List<SidecarShot> shots) {
        ForecastTally tally = new ForecastTally();
        boolean same = true;
        for (int i = 0; i < shots.size(); i++) {
            ShotForecast forecast = shots.get(i).forecast();
            same &= forecast != null && forecast.equals(sidecar.shots().get(i).forecast());
            long frames =
                    shots.get(i).extent().endFrame() - shots.get(i).extent().startFrame();
            tally.planned(frames, forecast == null ? null : forecast.size());
        }
        if (same) {
            return sidecar.forecast();
        }
        SidecarForecast before = sidecar.forecast();
        return tally.total()
                .map(total -> of(total, sidecar.source().videoBytes(), before == null ? null : before.otherBytes()))
                .orElse(null);
    }

    /**
     * Returns what the share of a video that will be saved depends on and its sidecar does not say, as a sentence; empty if it says all.
     * Sidecars of earlier versions do not say for which rates their forecasts are.
     */
    public static Optional<String> missing(Sidecar sidecar) {
        List<String> shots = sidecar.shots().stream()
                .filter(shot -> shot.forecast() == null || !shot.forecast().renewable())
                .map(shot -> Integer.toString(shot.index()))
                .toList();
        if (shots.isEmpty() && sidecar.source().videoBytes() != null) {
            return Optional.empty();
        }
        String some = String.join(", ", shots.subList(0, Math.min(MOST_NAMED, shots.size())));
        String what = shots.isEmpty()
                ? "the source's frames are"
                : (shots.size() == 1 ? "shot " : "shots ") + some + (shots.size() > MOST_NAMED ? ", …" : "")
                        + " will be";
        return Optional.of("the sidecar does not say how large " + what
                + ", so it is not known what will be saved: plan the video again");
    }

    /** Returns whether less than this percentage of the video is expected to be saved; false if that is unknown. */
    public boolean savesLessThan(double percent) {
        return videoSourceBytes != null && videoBytes > videoSourceBytes * (1 - percent / 100);
    }
}
