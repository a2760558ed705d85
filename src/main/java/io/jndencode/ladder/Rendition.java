package io.jndencode.ladder;

import io.jndencode.job.JobOutcome;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.packaging.FinishedEncode;
import io.jndencode.plan.KeyInterval;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rung that is encoded.
 *
 * @param picture the video at the rung's size
 * @param keyint the largest distance of its key frames
 * @param encode the whole encode
 * @param outcome what was decided and came of it
 * @param xpsnr of a few frames shown at the size of the largest rung, in dB; null if it was not measured
 */
public record Rendition(
        Rung rung,
        MediaInfo picture,
        KeyInterval keyint,
        FinishedEncode encode,
        JobOutcome outcome,
        @Nullable Double xpsnr) {
    public Rendition {
        Objects.requireNonNull(rung, "rung is null");
        Objects.requireNonNull(picture, "picture is null");
        Objects.requireNonNull(encode, "encode is null");
        Objects.requireNonNull(outcome, "outcome is null");
    }

    /** Returns the size of its coded pictures. */
    public long videoBytes() {
        return outcome.sidecar().shots().stream()
                .mapToLong(shot -> shot.result() == null ? 0 : shot.result().bytes())
                .sum();
    }

    /** Returns it measured. */
    Rendition with(double measured) {
        return new Rendition(rung, picture, keyint, encode, outcome, Double.isNaN(measured) ? null : measured);
    }
}
