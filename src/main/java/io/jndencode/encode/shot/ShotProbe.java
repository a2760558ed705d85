package io.jndencode.encode.shot;

import io.jndencode.encode.resume.JournalRecord;
import io.jndencode.encode.resume.WorkFolder;
import io.jndencode.math.EvenSpread;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.crf.RateMapping;
import io.jndencode.quality.ShotContent;
import io.jndencode.quality.ShotQuality;
import io.jndencode.shot.FrameRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the QP of a shot's first encode by encoding a few of its frames: short runs spread over the shot, measured as the shot will be,
 * beside what the whole shot is like. A shot too short for that to pay is not probed. Nothing of a probe is kept but what was measured.
 * For several threads.
 */
final class ShotProbe {
    /** Frames of a run: one I frame, which does not count, and three others. */
    private static final int RUN = 4;

    /** A run for so many frames of a shot at least. */
    private static final int FRAMES_A_RUN = 16;

    /** More runs than this tell hardly more. */
    private static final int MOST_RUNS = 4;

    /**
     * By how many QPs frames soon after an I frame are finer than a long shot, where errors have not yet added up: the mean of 28 shots of
     * real clips, see docs/reliability.md.
     */
    private static final double FINER = 1.0;

    /** Beyond this many QPs the slope is too uncertain to trust one look, in a shot long enough for another to pay. */
    private static final double FAR = 3.5;

    private static final int LONG = 128;

    private final WorkFolder folder;
    private final ChunkEncoder coder;
    private final RefinementTarget aim;
    private final Function<PlannedShot, EncoderSettings> settings;

    /**
     * What it came to.
     *
     * @param shot to be encoded first
     * @param frames that were encoded for it, at whatever QP
     */
    record Found(PlannedShot shot, int frames) {}

    ShotProbe(
            WorkFolder folder,
            ChunkEncoder coder,
            RefinementTarget aim,
            Function<PlannedShot, EncoderSettings> settings) {
        this.folder = folder;
        this.coder = coder;
        this.aim = aim;
        this.settings = settings;
    }

    /** The runs that stand for a shot, in order. */
    static List<FrameRange> runs(FrameRange shot) {
        long count = Math.min(MOST_RUNS, shot.length() / FRAMES_A_RUN);
        return LongStream.range(0, count)
                .map(i -> shot.start() + EvenSpread.place(i, count, shot.length()) - RUN / 2)
                .mapToObj(start -> new FrameRange(start, start + RUN))
                .toList();
    }

    /** Looks at the QP planned, and again where that is far from the target. */
    Found find(PlannedShot planned, ExpectedFrames frames) {
        if (planned.crf() != null) { // rate control needs a look ahead that a few frames do not have
            return new Found(planned, 0);
        }
        Look look = new Look(frames, runs(planned.shot().frames()));
        PlannedShot shot = planned;
        int looks = 0;
        int most = planned.shot().frames().length() < LONG ? 1 : 2;
        double error = look.runs.isEmpty() ? 0 : Double.MAX_VALUE;
        while (looks < most && Math.abs(error) > FAR) {
            OptionalDouble seen = aim.error(look.at(shot), shot.qp());
            if (seen.isEmpty()) {
                break;
            }
            looks++;
            error = seen.getAsDouble() + FINER;
            shot = shot.withQp(
                    aim.limits().clamp((int) Math.round(shot.qp() - error)),
                    RateMapping.of(settings.apply(shot).encoder().id()));
        }
        return new Found(shot, looks * RUN * look.runs.size());
    }

    /** Looks at one shot. */
    private final class Look {
        private final ExpectedFrames frames;
        private final List<FrameRange> runs;
        private @Nullable ShotContent content;

        Look(ExpectedFrames frames, List<FrameRange> runs) {
            this.frames = frames;
            this.runs = runs;
        }

        ShotQuality at(PlannedShot shot) {
            FrameRange all = shot.shot().frames();
            EncoderSettings how = settings.apply(shot);
            String key = folder.keys().segment(all, how) + "-probe";
            ShotQuality known = folder.ledger().quality(key);
            if (known != null) {
                return known;
            }
            if (content == null) {
                content = coder.content(Chunk.whole(all, frames));
            }
            Path place = folder.segments().place(key);
            List<ShotQuality> seen = new ArrayList<>();
            for (FrameRange run : runs) {
                Chunk piece = new Chunk(all, frames, run);
                coder.encode(piece, how, place, done -> {});
                seen.add(coder.measure(piece, place).withoutFirst());
            }
            folder.segments().discard(place);
            ShotQuality quality = ShotQuality.sampled(seen, content);
            folder.ledger().add(new JournalRecord.Measured(key, quality));
            return quality;
        }
    }
}
