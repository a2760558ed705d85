package io.jndencode.encode.shot;

import io.jndencode.encode.resume.WorkFolder;
import io.jndencode.math.EvenSpread;
import io.jndencode.media.VideoStream;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.Rate;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.PlannedShot;
import io.jndencode.quality.ShotContent;
import io.jndencode.quality.ShotQuality;
import io.jndencode.shot.FrameRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a shot before its first encode. Of a shot with a QP a few frames are encoded: short runs spread over the shot, measured the way
 * the shot will be, together with statistics of the whole shot; they tell its QP. A shot that is too short for this to pay is not
 * probed. A shot with a CRF is encoded at the QP that the CRF stands for; that tells the quality wanted. Only the measurements are kept.
 * Safe for several threads.
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

    /** Frames of a shot that are encoded at its CRF to see how far that is off: as many as x264 and x265 look ahead. */
    private static final int LOOK = 48;

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
    Found find(PlannedShot planned, ShotInput input) {
        Look look = new Look(input, runs(planned.shot().frames()));
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

    /**
     * The quality that a shot's encodes are to have.
     *
     * @param reference the shot at its constant QP
     * @param look by how many dB the first frames seem coarser (+) or finer (-) than that at the planned CRF; not a number if they are
     *     not worth an encode of their own
     * @param frames number of frames encoded to know all this
     */
    record Wanted(ShotQuality reference, double look, int frames) {
        /** By how much encodes are to be finer, in dB: other encoders lose detail that XPSNR hardly counts (docs/encoders.md). */
        static final double RESERVE = 0.2;

        /** What is better than this looks the same, however much better it measures. */
        private static final double ENOUGH = 50;

        /** Returns by how many dB an encode is coarser (+) or finer (-) than it should be; not a number if it was not measured. */
        double error(@Nullable ShotQuality measured) {
            return measured == null ? Double.NaN : error(reference, measured);
        }

        private static double error(ShotQuality reference, ShotQuality measured) {
            double xpsnr = reference.xpsnr();
            double target = xpsnr < ENOUGH ? xpsnr + RESERVE : ENOUGH;
            return target - Math.min(Math.max(ENOUGH, target), measured.xpsnr());
        }

        /** Returns whether the first whole encode is the first look. */
        boolean withoutLook() {
            return Double.isNaN(look);
        }
    }

    /** Measures the quality of a shot at the constant QP that its CRF stands for. */
    Wanted wanted(PlannedShot planned, ShotInput input) {
        FrameRange all = planned.shot().frames();
        int length = Math.toIntExact(all.length());
        EncoderSettings constant = reference(planned);
        ShotQuality reference = measured(
                folder.keys().segment(all, constant) + "-reference",
                place -> input.encode(constant, place, done -> {}),
                input::measure);
        if (length <= LOOK) {
            return new Wanted(reference, Double.NaN, length);
        }
        FrameRange start = new FrameRange(all.start(), all.start() + LOOK);
        Chunk piece = new Chunk(all, input.chunk().times(), start);
        EncoderSettings how = encoder.settings(planned);
        ShotQuality look = measured(
                folder.keys().segment(all, how) + "-look",
                place -> coder.encode(piece, how, place, done -> {}),
                place -> coder.measure(piece, place));
        ShotQuality same = new ShotQuality(start, reference.perFrame().subList(0, LOOK));
        return new Wanted(reference, Wanted.error(same, look), length + LOOK);
    }

    /** Encodes and measures frames, unless an earlier run did. */
    private ShotQuality measured(String key, Consumer<Path> encode, Function<Path, ShotQuality> measure) {
        return folder.ledger().quality(key, () -> {
            Path place = folder.segments().place(key);
            encode.accept(place);
            ShotQuality quality = measure.apply(place);
            folder.segments().discard(place);
            return quality;
        });
    }

    private EncoderSettings reference(PlannedShot planned) {
        VideoEncoder usual = VideoEncoder.usual();
        String preset = encoder.encoder().equals(usual) ? encoder.preset() : usual.usualPreset();
        VideoStream.Geometry picture = folder.source().video().geometry();
        boolean odd = picture.width() % 2 + picture.height() % 2 > 0;
        EncoderSettings settings =
                new EncoderSettings(usual, preset, new Rate.ConstantQp(planned.qp()), Map.of(), odd ? "yuv444p" : null);
        Integer keyDistance = planned.settings().keyDistance();
        return keyDistance == null ? settings : settings.withParams(usual.keyFrameParameters(keyDistance));
    }

    /** A probe of one shot. */
    private final class Look {
        private final ShotInput input;
        private final List<FrameRange> runs;
        private @Nullable ShotContent content;

        Look(ShotInput input, List<FrameRange> runs) {
            this.input = input;
            this.runs = runs;
        }

        ShotQuality at(PlannedShot shot) {
            FrameRange all = shot.shot().frames();
            EncoderSettings how = encoder.settings(shot);
            String key = folder.keys().segment(all, how) + "-probe";
            return folder.ledger()
                    .quality(key, () -> sampled(all, how, folder.segments().place(key)));
        }

        private ShotQuality sampled(FrameRange all, EncoderSettings how, Path place) {
            if (content == null) {
                content = input.content();
            }
            List<ShotQuality> seen = new ArrayList<>();
            for (FrameRange run : runs) {
                Chunk piece = new Chunk(all, input.chunk().times(), run);
                coder.encode(piece, how, place, done -> {});
                seen.add(coder.measure(piece, place).withoutFirst());
            }
            folder.segments().discard(place);
            return ShotQuality.sampled(seen, content);
        }
    }
}
