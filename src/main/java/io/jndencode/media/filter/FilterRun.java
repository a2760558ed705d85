package io.jndencode.media.filter;

import static org.bytedeco.ffmpeg.global.avfilter.*;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.ffmpeg.Fractions;
import java.util.Locale;
import java.util.Objects;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * One run of a filter chain over consecutive frames; frames may come out later than they went in. Owns its native graph until
 * {@link #close}; used by one thread at a time.
 */
public final class FilterRun implements AutoCloseable {
    private final AVFilterGraph graph;
    private final AVFilterContext source;
    private final AVFilterContext sink;
    private final AVRational fine;

    private FilterRun(AVFilterGraph graph, Rational fine) {
        this.graph = graph;
        this.source = Objects.requireNonNull(avfilter_graph_get_filter(graph, "buffer@in"));
        this.sink = Objects.requireNonNull(avfilter_graph_get_filter(graph, "buffersink@out"));
        this.fine = Fractions.of(fine);
    }

    /**
     * Begins a run on frames with the size, format and colour of {@code like}.
     *
     * @param unit of the times that go in
     * @param fine unit of the times that come out
     */
    public static FilterRun open(AVFrame like, Rational unit, Rational fine, Rational frameRate, String filters) {
        AVFilterGraph graph = avfilter_graph_alloc();
        graph.nb_threads(1); // the same samples on every machine
        String text = sourceText(like, unit, frameRate) + "," + filters + ",buffersink@out";
        int code = avfilter_graph_parse_ptr(graph, text, (AVFilterInOut) null, null, null);
        code = code < 0 ? code : avfilter_graph_config(graph, null);
        if (code < 0) {
            avfilter_graph_free(graph);
            throw new JndException.Usage("FFmpeg does not take the filters \"%s\" for a picture of %dx%d: %s"
                    .formatted(filters, like.width(), like.height(), FfmpegNatives.error(code)));
        }
        return new FilterRun(graph, fine);
    }

    /** Returns the number of pixels of the largest picture between two of the filters. */
    long mostPixels() {
        long most = 0;
        for (int i = 0; i < graph.nb_filters(); i++) {
            AVFilterContext filter = graph.filters(i);
            for (int pad = 0; pad < filter.nb_outputs(); pad++) {
                most = Math.max(
                        most,
                        (long) filter.outputs(pad).w() * filter.outputs(pad).h());
            }
        }
        return most;
    }

    private static String sourceText(AVFrame like, Rational unit, Rational rate) {
        AVRational sar = like.sample_aspect_ratio();
        return String.format(
                Locale.ROOT,
                "buffer@in=video_size=%dx%d:pix_fmt=%d:time_base=%d/%d:pixel_aspect=%d/%d:colorspace=%d:range=%d%s",
                like.width(),
                like.height(),
                like.format(),
                unit.num(),
                unit.den(),
                sar.num(),
                Math.max(1, sar.den()),
                like.colorspace(),
                like.color_range(),
                rate.known() ? ":frame_rate=" + rate : "");
    }

    /** Takes the next frame, which stays the caller's; its time is overwritten. */
    public void feed(AVFrame frame, long pts) {
        frame.pts(pts);
        FfmpegError.check(av_buffersrc_add_frame_flags(source, frame, AV_BUFFERSRC_FLAG_KEEP_REF), "filtering a frame");
    }

    /** Says that no frame follows. */
    public void end() {
        FfmpegError.check(av_buffersrc_add_frame_flags(source, null, 0), "filtering the last frame");
    }

    /** Moves the next filtered frame into an empty one, its time in the fine unit; returns false if none is ready. */
    public boolean take(AVFrame out) {
        int code = av_buffersink_get_frame(sink, out);
        if (code == AVERROR_EAGAIN() || code == AVERROR_EOF) {
            return false;
        }
        FfmpegError.check(code, "filtering a frame");
        out.pts(av_rescale_q(out.pts(), av_buffersink_get_time_base(sink), fine));
        return true;
    }

    @Override
    public void close() {
        avfilter_graph_free(graph);
        fine.close();
    }
}
