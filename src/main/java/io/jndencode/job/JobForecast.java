package io.jndencode.job;

import io.jndencode.encode.resume.WorkFolder;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.streams.StreamChoice;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.forecast.ForecastTally;
import io.jndencode.plan.forecast.SizeForecast;
import io.jndencode.plan.sidecar.SidecarForecast;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up what is known of the size of a planned encode. */
final class JobForecast {
    private final JobRequest request;
    private final MediaInfo source;
    private final @Nullable WorkFolder folder;

    /** @param folder where an earlier run may have left encoded shots; null if there is none */
    JobForecast(JobRequest request, MediaInfo source, @Nullable WorkFolder folder) {
        this.request = request;
        this.source = source;
        this.folder = folder;
    }

    /**
     * Returns the forecast of an encode, null if nothing is known.
     *
     * @param videoBytes size of the source's coded frames that the shots cover; null if they were not counted
     */
    @Nullable
    SidecarForecast of(List<PlannedShot> shots, @Nullable Long videoBytes) {
        ForecastTally tally = new ForecastTally();
        EncoderChoice encoder = request.preset().encoding();
        for (PlannedShot shot : shots) {
            Long known = folder == null ? null : encoded(shot, encoder, folder);
            tally.planned(shot.shot().frames().length(), known == null ? shot.size() : SizeForecast.known(known));
        }
        return tally.total()
                .map(total -> SidecarForecast.of(total, videoBytes, otherBytes(videoBytes)))
                .orElse(null);
    }

    private @Nullable Long encoded(PlannedShot shot, EncoderChoice encoder, WorkFolder from) {
        if (request.checks().refinements() > 0) { // the segment of a planned QP may not be the last one
            return null;
        }
        return from.ledger().segmentBytes(from.keys().segment(shot.shot().frames(), encoder.settings(shot)));
    }

    private @Nullable Long otherBytes(@Nullable Long videoBytes) {
        boolean whole = request.range().whole();
        boolean kept = request.preset().encoding().streams().equals(StreamChoice.ALL);
        return videoBytes != null && whole && kept ? Math.max(0, source.bytes() - videoBytes) : null;
    }
}
