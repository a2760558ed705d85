package io.jndencode.media.filter;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.ffmpeg.FilterGraph;
import io.jndencode.media.ffmpeg.Fractions;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * A video's filters at work: frames go in at times of the coded stream and come out at times in half its ticks, since a field may come out
 * half way to the next frame. Owns its native graph until {@link #close}; used by one thread at a time.
 */
final class FilterRun implements AutoCloseable {
    private final FilterGraph graph;
    private final AVRational halfTicks;
    private final int transfer;

    private FilterRun(FilterGraph graph, Rational unit, int transfer) {
        this.graph = graph;
        this.transfer = transfer;
        this.halfTicks = Fractions.of(new Rational(unit.num(), unit.den() * 2));
    }

    /** Begins a run on frames of a video's coded stream. */
    static FilterRun open(AVFrame like, VideoStream coded, String filters) {
        return open(
                like,
                new FilterGraph.Timing(coded.timing().timeBase(), coded.timing().frameRate()),
                filters);
    }

    /**
     * Begins a run on frames with the size, format and colour of {@code like}.
     *
     * @throws JndException.Usage if FFmpeg does not take the filters for them
     */
    static FilterRun open(AVFrame like, FilterGraph.Timing timing, String filters) {
        FilterGraph graph = FilterGraph.open(
                like,
                timing,
                filters,
                (code, why) ->
                        new JndException.Usage("FFmpeg does not take the filters \"%s\" for a picture of %dx%d: %s"
                                .formatted(filters, like.width(), like.height(), why)));
        return new FilterRun(graph, timing.unit(), like.color_trc());
    }

    /** Returns the number of pixels of the largest picture between two of the filters. */
    long mostPixels() {
        return graph.mostPixels();
    }

    /** Takes the next frame, which stays the caller's; its time is overwritten. */
    void feed(AVFrame frame, long pts) {
        frame.pts(pts);
        graph.feed(frame);
    }

    /** Says that no frame follows. */
    void end() {
        graph.end();
    }

    /** Moves the next filtered frame into an empty one, its time in half ticks; returns false if none is ready. */
    boolean take(AVFrame out) {
        if (!graph.take(out)) {
            return false;
        }
        if (HdrSignal.isLost(transfer, out.color_trc())) {
            HdrSignal.remove(out);
        }
        out.pts(av_rescale_q(out.pts(), graph.timeBase(), halfTicks));
        straighten(out);
        return true;
    }

    /** Copies a picture whose rows lie in memory from the last to the first, as vflip leaves them: x265 crashes on it. */
    private static void straighten(AVFrame frame) {
        if (frame.linesize(0) >= 0) {
            return;
        }
        AVFrame copy = av_frame_alloc();
        try {
            copy.width(frame.width()).height(frame.height()).format(frame.format());
            FfmpegError.check(av_frame_get_buffer(copy, 0), "turning a picture");
            FfmpegError.check(av_frame_copy(copy, frame), "turning a picture");
            FfmpegError.check(av_frame_copy_props(copy, frame), "turning a picture");
            av_frame_unref(frame);
            av_frame_move_ref(frame, copy);
        } finally {
            av_frame_free(copy);
        }
    }

    @Override
    public void close() {
        graph.close();
        halfTicks.close();
    }
}
