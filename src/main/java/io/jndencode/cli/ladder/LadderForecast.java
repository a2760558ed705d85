package io.jndencode.cli.ladder;

import io.jndencode.ladder.LadderProgress;
import io.jndencode.ladder.LadderRungs;
import io.jndencode.ladder.Rung;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.forecast.SizeForecast;
import io.jndencode.plan.sidecar.SidecarForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a ladder is expected to become, without any encode of it.
 *
 * @param rungs those that would be encoded, largest first
 * @param doubtful those of an automatic ladder that would probably be left out again, as far as their expected sizes tell
 */
record LadderForecast(List<RungForecast> rungs, List<LadderRungs.Dropped> doubtful) {
    LadderForecast {
        rungs = List.copyOf(rungs);
        doubtful = List.copyOf(doubtful);
    }

    /**
     * A rung as it is planned.
     *
     * @param seconds length of the pictures
     * @param shots with their QPs
     * @param size of its coded pictures; null if nothing is known of it
     */
    public record RungForecast(
            Rung rung,
            MediaInfo picture,
            double seconds,
            List<PlannedShot> shots,
            @Nullable SizeForecast size) {
        public RungForecast {
            shots = List.copyOf(shots);
        }

        /** Creates the forecast of a rung below its ceiling, if it has one. */
        private static RungForecast of(LadderProgress.Planned rung) {
            SidecarForecast planned = rung.outcome().sidecar().forecast();
            RateCap cap = rung.outcome().plan().encoder().cap();
            double seconds = Math.max(1e-3, rung.picture().duration());
            long most = cap.limits() ? Math.round(cap.maxrate() * seconds / 8) : Long.MAX_VALUE;
            return new RungForecast(
                    rung.rung(),
                    rung.picture(),
                    seconds,
                    rung.outcome().plan().shots(),
                    planned == null
                            ? null
                            : new SizeForecast(
                                    Math.min(most, planned.videoBytes()),
                                    Math.min(most, planned.low()),
                                    Math.min(most, planned.high())));
        }

        /** Returns the mean bits per second of so many bytes. */
        long bandwidth(long bytes) {
            return Math.round(bytes * 8 / seconds);
        }
    }

    /** @param auto whether rungs that save too little are left out after their encode */
    static LadderForecast of(List<LadderProgress.Planned> planned, boolean auto) {
        List<RungForecast> rungs = planned.stream().map(RungForecast::of).toList();
        List<LadderRungs.Dropped> doubtful = new ArrayList<>();
        RungForecast above = null;
        for (RungForecast rung : rungs) {
            double saved = saving(rung, above);
            if (auto && saved < LadderRungs.LEAST_SAVING && above != null) {
                doubtful.add(new LadderRungs.Dropped(
                        rung.rung(),
                        String.format(
                                Locale.ROOT,
                                "it is expected to save %.0f %% of the bits of %s, less than %.0f %%",
                                100 * saved,
                                above.rung(),
                                100 * LadderRungs.LEAST_SAVING)));
            } else {
                above = rung;
            }
        }
        return new LadderForecast(rungs, doubtful);
    }

    /** Returns the share of bits that a rung is expected to save; all of them if nothing is known. */
    private static double saving(RungForecast rung, @Nullable RungForecast above) {
        SizeForecast size = rung.size();
        SizeForecast other = above == null ? null : above.size();
        return size == null || other == null ? 1 : 1 - (double) size.bytes() / Math.max(1, other.bytes());
    }
}
