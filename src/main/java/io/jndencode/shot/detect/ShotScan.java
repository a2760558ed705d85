package io.jndencode.shot.detect;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.read.VideoReader;
import io.jndencode.shot.Shot;
import io.jndencode.shot.ShotList;
import io.jndencode.shot.TimedShot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/** Finds the shots of a video in one linear pass, without predicting levels. To be used once. */
public final class ShotScan {
    private final VideoReader reader;
    private final ShotDetector detector;
    private final List<Shot> shots = new ArrayList<>();
    private long[] pts = new long[1024];

    /** Creates a scan; the reader must stand before the first frame and remains the caller's to close. */
    public ShotScan(VideoReader reader, ShotOptions options) {
        this.reader = reader;
        Rational rate = reader.info().video().timing().frameRate();
        this.detector = new ShotDetector(options, rate.known() ? rate.toDouble() : 0);
    }

    /** Reads to the end; {@code framesRead} is told how many frames were read, after each. */
    public ShotList run(LongConsumer framesRead) {
        long duration = 1;
        while (reader.next()) {
            int frame = Math.toIntExact(reader.index());
            if (frame == pts.length) {
                pts = Arrays.copyOf(pts, 2 * frame);
            }
            pts[frame] = reader.pts();
            duration = Math.max(1, reader.duration());
            shots.addAll(detector.push(reader.luma(ShotDetector.WIDTH, ShotDetector.HEIGHT), reader.keyFrame()));
            framesRead.accept(frame + 1L);
            if (Thread.currentThread().isInterrupted()) {
                throw new JndException.Interrupted(
                        "interrupted while reading " + reader.info().file());
            }
        }
        if (reader.index() < 0) {
            throw new JndException.Input(reader.info().file() + " has no frame that can be decoded");
        }
        shots.addAll(detector.finish());
        return list(pts[Math.toIntExact(reader.index())] + duration);
    }

    private ShotList list(long endPts) {
        Rational timeBase = reader.info().video().timing().timeBase();
        List<TimedShot> timed = new ArrayList<>();
        for (Shot shot : shots) {
            int end = Math.toIntExact(shot.frames().end());
            long until = end <= reader.index() ? pts[end] : endPts;
            timed.add(new TimedShot(
                    shot,
                    timeBase.seconds(pts[Math.toIntExact(shot.frames().start())] - pts[0]),
                    timeBase.seconds(until - pts[0])));
        }
        return new ShotList(
                String.valueOf(reader.info().file().getFileName()),
                reader.info().video().timing().frameRate(),
                timed);
    }
}
