package io.jndencode.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_time_base;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_get_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse_ptr;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import java.util.Locale;
import java.util.Objects;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * A chain of FFmpeg filters. Owns its native graph until {@link #close}; used by one thread at a time. The samples do not depend on the
 * machine.
 */
public final class FilterGraph implements AutoCloseable {
    private static final String FILTERING = "filtering a frame";

    private final AVFilterGraph graph;
    private final AVFilterContext source;
    private final AVFilterContext sink;

    /**
     * The clock of the frames that go in, for filters that look at it.
     *
     * @param unit of their times
     * @param frameRate frames a second, unknown for none
     */
    public record Timing(Rational unit, Rational frameRate) {
        static final Timing NONE = new Timing(new Rational(1, 25), Rational.UNKNOWN);
    }

    /** Makes the exception of filters that FFmpeg does not take. */
    @FunctionalInterface
    public interface Refusal {
        /**
         * Returns the exception.
         *
         * @param code FFmpeg's error
         * @param why what FFmpeg says of it
         */
        JndException of(int code, String why);
    }

    private FilterGraph(AVFilterGraph graph) {
        this.graph = graph;
        this.source = Objects.requireNonNull(avfilter_graph_get_filter(graph, "buffer@in"));
        this.sink = Objects.requireNonNull(avfilter_graph_get_filter(graph, "buffersink@out"));
    }

    /** Opens a graph for frames with the size, format and colour of {@code like}; {@code filters} as on ffmpeg's command line. */
    public static FilterGraph open(AVFrame like, String filters) {
        return open(
                like,
                Timing.NONE,
                filters,
                (code, why) -> FfmpegError.of(code, "setting up the filters \"" + filters + "\""));
    }

    /**
     * Opens a graph for frames with the size, format, colour and clock given.
     *
     * @param refusal makes the exception if FFmpeg does not take the filters
     */
    public static FilterGraph open(AVFrame like, Timing timing, String filters, Refusal refusal) {
        AVFilterGraph graph = avfilter_graph_alloc();
        graph.nb_threads(1);
        String text = sourceText(like, timing) + "," + filters + ",buffersink@out";
        Explained done = NativeLog.catching(() -> configure(graph, text));
        if (done.code() < 0) {
            avfilter_graph_free(graph);
            throw refusal.of(done.code(), done.why());
        }
        return new FilterGraph(graph);
    }

    private static int configure(AVFilterGraph graph, String text) {
        int code = avfilter_graph_parse_ptr(graph, text, (AVFilterInOut) null, null, null);
        return code < 0 ? code : avfilter_graph_config(graph, null);
    }

    private static String sourceText(AVFrame like, Timing timing) {
        AVRational sar = like.sample_aspect_ratio();
        return String.format(
                Locale.ROOT,
                "buffer@in=video_size=%dx%d:pix_fmt=%d:time_base=%s:pixel_aspect=%d/%d:colorspace=%d:range=%d%s",
                like.width(),
                like.height(),
                like.format(),
                timing.unit(),
                sar.num(),
                Math.max(1, sar.den()),
                like.colorspace(),
                like.color_range(),
                timing.frameRate().known() ? ":frame_rate=" + timing.frameRate() : "");
    }

    /** Filters {@code in}, which remains the caller's, into the empty frame {@code out}, by filters without delay. */
    public void apply(AVFrame in, AVFrame out) {
        feed(in);
        FfmpegError.check(av_buffersink_get_frame(sink, out), FILTERING);
    }

    /** Takes the next frame, which remains the caller's. */
    public void feed(AVFrame frame) {
        FfmpegError.check(av_buffersrc_add_frame_flags(source, frame, AV_BUFFERSRC_FLAG_KEEP_REF), FILTERING);
    }

    /** Says that no frame follows. */
    public void end() {
        FfmpegError.check(av_buffersrc_add_frame_flags(source, null, 0), "filtering the last frame");
    }

    /** Moves the next filtered frame into an empty one; returns false if none is ready. */
    public boolean take(AVFrame out) {
        int code = av_buffersink_get_frame(sink, out);
        return code != AVERROR_EAGAIN() && code != AVERROR_EOF && FfmpegError.check(code, FILTERING) >= 0;
    }

    /** Returns the unit of the times of the frames that come out, owned by this object. */
    public AVRational timeBase() {
        return av_buffersink_get_time_base(sink);
    }

    /** Returns the number of pixels of the largest picture between two of the filters. */
    public long mostPixels() {
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

    @Override
    public void close() {
        avfilter_graph_free(graph);
    }
}
