package io.jndencode.media.read;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;

import io.jndencode.media.VideoStream;
import io.jndencode.media.input.VideoDecoder;
import io.jndencode.media.timing.FrameTime;
import io.jndencode.media.timing.Timestamps;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * The frames from a decoder, with strictly increasing timestamps. Decodes one frame ahead, or more if the source's timestamps are
 * irregular. Owns the frames it holds; the decoder remains the caller's.
 */
final class TimedFrames implements AutoCloseable {
    private final VideoDecoder decoder;
    private final Timestamps timestamps;
    private final FrameTime source = new FrameTime();
    private final long scale;
    private final long usual;
    private final Deque<Held> waiting = new ArrayDeque<>();
    private @Nullable Held current;
    private long pts = Timestamps.NONE;
    private long duration;
    private boolean ended;

    /** A decoded frame and its time in the source. */
    private record Held(AVFrame frame, long time) {}

    /** Creates the frames of a video from its current position on. */
    static TimedFrames of(OpenVideo source, VideoStream video) {
        Timestamps timestamps = new Timestamps(
                video.timing().nominalTicks(),
                1 / video.timing().timeBase().toDouble(),
                !video.timing().variableFrameRate());
        return new TimedFrames(
                source.decoder(),
                timestamps,
                source.scale(video),
                video.timing().nominalTicks());
    }

    /**
     * Creates the frames of a decoder.
     *
     * @param scale ticks of the timestamps in one of the decoder's
     * @param usual average display duration of a frame in ticks
     */
    private TimedFrames(VideoDecoder decoder, Timestamps timestamps, long scale, long usual) {
        this.decoder = decoder;
        this.timestamps = timestamps;
        this.scale = scale;
        this.usual = usual;
    }

    /** Advances to the next frame; returns false at the end. */
    boolean next() {
        release();
        fill(2);
        if (waiting.isEmpty()) {
            return false;
        }
        long[] times = times(2);
        if (!timestamps.plain(times[0], times.length > 1 ? times[1] : Timestamps.NONE)) {
            fill(1 + Timestamps.AHEAD);
            times = times(1 + Timestamps.AHEAD);
        }
        pts = timestamps.next(times, duration);
        current = waiting.remove();
        duration = shown(current.frame());
        return true;
    }

    private void fill(int count) {
        while (!ended && waiting.size() < count) {
            ended = !decoder.next();
            if (!ended) {
                long time = source.of(decoder.frame());
                AVFrame frame = av_frame_alloc();
                av_frame_move_ref(frame, decoder.frame());
                waiting.add(new Held(frame, time == Timestamps.NONE ? time : time * scale));
            }
        }
    }

    private long[] times(int most) {
        long[] times = new long[Math.min(most, waiting.size())];
        Iterator<Held> frames = waiting.iterator();
        for (int i = 0; i < times.length; i++) {
            times[i] = frames.next().time();
        }
        return times;
    }

    /** Returns the current frame, owned by this object and valid until the next call of {@link #next} or {@link #close}. */
    AVFrame frame() {
        if (current == null) {
            throw new IllegalStateException("no frame");
        }
        return current.frame();
    }

    /** Returns the current frame's timestamp. */
    long pts() {
        return pts;
    }

    /** Returns the current frame's display duration according to the source; 0 if unknown. */
    long duration() {
        return duration;
    }

    /** Returns the whole duration of a frame; for one coded as two fields the decoder gives only the first field's. */
    private long shown(AVFrame frame) {
        long ticks = Math.max(0, frame.duration()) * scale;
        boolean half = ticks > 0 && ticks < usual && Math.abs(2 * ticks - usual) <= 1;
        return half && interlaced(frame) ? 2 * ticks : ticks;
    }

    /** Returns whether a frame consists of two fields. */
    static boolean interlaced(AVFrame frame) {
        return (frame.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0;
    }

    Timestamps timestamps() {
        return timestamps;
    }

    private void release() {
        if (current != null) {
            av_frame_free(current.frame());
            current = null;
        }
    }

    @Override
    public void close() {
        release();
        waiting.forEach(held -> av_frame_free(held.frame()));
        waiting.clear();
    }
}
