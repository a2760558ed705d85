package io.jndencode.media.filter;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.VideoStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a video behind its filters. A filter that remembers earlier frames would give a frame other samples after a seek than in a
 * reading from the start. So such filters are started anew at fixed times of the source, each time on frames from {@value #RUN_UP} s
 * before, whose pictures are thrown away: what comes out depends on the source alone, wherever a reader began.
 */
public final class FilteredFrames implements SourceFrames, AutoCloseable {
    /** Seconds of the source for which filters run. */
    private static final double STRETCH = 10;

    private static final double RUN_UP = 1;

    private final SourceFrames frames;
    private final MediaInfo.Filtered filters;
    private final TreeMap<Long, Run> runs = new TreeMap<>();
    private final long stretch;
    private final long runUp;
    private @Nullable Out current;
    private boolean ended;

    /** A frame that went in, and whether what comes of it belongs to the run. */
    private record In(long pts, long duration, boolean wanted) {}

    private record Out(AVFrame frame, long pts, long duration) {}

    /** Creates the filtered frames of frames that stay the caller's. */
    public FilteredFrames(SourceFrames frames, MediaInfo.Filtered filters) {
        this.frames = frames;
        this.filters = filters;
        this.stretch = filters.memory() ? stretch(filters) : 0;
        this.runUp = runUp(filters);
    }

    /** Returns the time of the filtered video from which frames must be decoded to filter the frame at another time. */
    public static long runUp(MediaInfo info, long time) {
        MediaInfo.Filtered filters = info.filtered();
        if (filters == null || !filters.memory()) {
            return time;
        }
        long stretch = stretch(filters);
        long begin = Math.floorDiv(Math.floorDiv(time, filters.framesPerFrame()), stretch) * stretch;
        return (begin - runUp(filters)) * filters.framesPerFrame();
    }

    private static long stretch(MediaInfo.Filtered filters) {
        return Math.max(
                2, Math.round(STRETCH / filters.coded().timing().timeBase().toDouble()));
    }

    private static long runUp(MediaInfo.Filtered filters) {
        return Math.max(
                1, Math.round(RUN_UP / filters.coded().timing().timeBase().toDouble()));
    }

    @Override
    public boolean next() {
        release();
        while (true) {
            while (!runs.isEmpty()) {
                Run first = runs.firstEntry().getValue();
                current = first.ready.poll();
                if (current != null) {
                    return true;
                }
                if (!first.done()) {
                    break;
                }
                first.close();
                runs.remove(first.number);
            }
            if (ended) {
                return false;
            }
            pull();
        }
    }

    private void pull() {
        if (!frames.next()) {
            ended = true;
            runs.values().forEach(Run::end);
            return;
        }
        AVFrame frame = frames.frame();
        VideoStream coded = filters.coded();
        coded.format().signal().tag(frame, coded.geometry().interlaced());
        long number = stretch == 0 ? 0 : Math.floorDiv(frames.pts(), stretch);
        runs.computeIfAbsent(number, key -> new Run(key, frame));
        if (stretch > 0 && frames.pts() >= (number + 1) * stretch - runUp) {
            runs.computeIfAbsent(number + 1, key -> new Run(key, frame));
        }
        for (Run run : runs.values()) {
            run.feed(frame, new In(frames.pts(), frames.duration(), run.number == number), number);
        }
    }

    @Override
    public AVFrame frame() {
        return Objects.requireNonNull(current).frame();
    }

    /** Returns the current frame's time in ticks of the filtered video's time base. */
    @Override
    public long pts() {
        return Objects.requireNonNull(current).pts();
    }

    /** Returns how long it is shown in the same ticks; 0 if unknown. */
    @Override
    public long duration() {
        return Objects.requireNonNull(current).duration();
    }

    /** The filters from one fixed time to the next. */
    private final class Run implements AutoCloseable {
        private final long number;
        private final FilterRun graph;
        private final Deque<In> inside = new ArrayDeque<>();
        private final Deque<Out> ready = new ArrayDeque<>();
        private long latest;
        private int of;

        Run(long number, AVFrame like) {
            this.number = number;
            this.latest = number;
            this.graph = FilterRun.open(like, filters.coded(), filters.chain());
        }

        void feed(AVFrame frame, In in, long now) {
            latest = Math.max(latest, now);
            if (done()) {
                return;
            }
            inside.add(in);
            graph.feed(frame, in.pts());
            drain();
        }

        /** Returns whether all frames of this run have come out. */
        boolean done() {
            return (ended || latest > number) && inside.stream().noneMatch(In::wanted);
        }

        void end() {
            graph.end();
            drain();
            if (inside.stream().anyMatch(In::wanted)) {
                throw unlike("dropped a frame");
            }
        }

        private void drain() {
            AVFrame out = av_frame_alloc();
            try {
                while (graph.take(out)) {
                    In in = inside.peek();
                    if (in == null) {
                        throw unlike("repeated a frame");
                    }
                    if (take(in, out)) {
                        out = av_frame_alloc();
                    }
                    of = (of + 1) % filters.framesPerFrame();
                    if (of == 0) {
                        inside.remove();
                    }
                }
            } finally {
                av_frame_free(out);
            }
        }

        /** Keeps a frame that is wanted; returns whether it was. */
        private boolean take(In in, AVFrame out) {
            if (of == 0 && out.pts() != 2 * in.pts()) {
                throw unlike("dropped, repeated or moved a frame");
            }
            if (!in.wanted()) {
                av_frame_unref(out);
                return false;
            }
            int each = filters.framesPerFrame();
            long time = of == 0 ? each * in.pts() : Math.max(2 * in.pts() + 1, out.pts());
            ready.add(new Out(out, time, in.duration()));
            return true;
        }

        private JndException unlike(String what) {
            return new JndException.Encode(
                    "the filters \"%s\" %s: they must keep one for one".formatted(filters.chain(), what));
        }

        @Override
        public void close() {
            ready.forEach(out -> av_frame_free(out.frame()));
            graph.close();
        }
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
        runs.values().forEach(Run::close);
        runs.clear();
    }
}
