package io.jndencode.encode.shot;

import io.jndencode.encode.resume.JournalRecord;
import io.jndencode.encode.resume.WorkFolder;
import io.jndencode.math.EvenSpread;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.PlannedShot;
import io.jndencode.quality.ShotContent;
import io.jndencode.quality.ShotQuality;
import io.jndencode.shot.FrameRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the QP of a shot's first encode by encoding a few of its frames: short runs spread over the shot, measured the
 * way the shot will be, together with statistics of the whole shot. A shot that is too short for this to pay is not
 * probed. Only the measurements of a probe are kept. Safe for several threads.
 */
final class ShotProbe {
    /** Frames per run: one I frame, which is not counted, and three others. */
    private static final int RUN = 4;

    /** One run for every this many frames of a shot. */
    private static final int FRAMES_A_RUN = 16;

    /** More runs than this add hardly any information. */
    private static final int MOST_RUNS = 4;

    /**
     * By how many QPs frames soon after an I frame are finer than a long shot, where errors have not yet added up: the mean of 28 shots of
     * real clips, see docs/reliability.md.
     */
    private static final double FINER = 1.0;

    /**
     * If the target is further away than this many QPs, one probe is not trusted and another is made, provided the shot
     * is long enough for that to pay.
     */
    private static final double FAR = 3.5;

    private static final int LONG = 128;

    private final WorkFolder folder;
    private final ChunkEncoder coder;
    private final RefinementTarget aim;
    private final EncoderChoice encoder;

    /**
     * The result of probing.
     *
     * @param shot the shot with the QP of its first encode
     * @param frames number of frames encoded for it, at any QP
     */
    record Found(PlannedShot shot, int frames) {}

    ShotProbe(WorkFolder folder, ChunkEncoder coder, RefinementTarget aim, EncoderChoice encoder) {
        this.folder = folder;
        this.coder = coder;
        this.aim = aim;
        this.encoder = encoder;
    }

    /** Returns the runs that represent a shot, in order. */
    static List<FrameRange> runs(FrameRange shot) {
        long count = Math.min(MOST_RUNS, shot.length() / FRAMES_A_RUN);
        return LongStream.range(0, count)
                .map(i -> shot.start() + EvenSpread.place(i, count, shot.length()) - RUN / 2)
                .mapToObj(start -> new FrameRange(start, start + RUN))
                .toList();
    }

    /** Probes at the planned QP, and again if that is far from the target. */
    Found find(PlannedShot planned, ExpectedFrames frames) {
        if (planned.crf() != null) { // rate control needs a lookahead, which a few frames do not have
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
            shot = encoder.moved(shot, aim.limits().clamp((int) Math.round(shot.qp() - error)));
        }
        return new Found(shot, looks * RUN * look.runs.size());
    }

    /** A probe of one shot. */
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
            EncoderSettings how = encoder.settings(shot);
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
