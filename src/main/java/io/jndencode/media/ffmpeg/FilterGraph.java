package io.jndencode.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_get_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse_ptr;

import java.util.Locale;
import java.util.Objects;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * A chain of FFmpeg filters that outputs one frame for each input frame, without delay.
 *
 * <p>Owns its native graph until {@link #close}; used by one thread at a time.
 */
public final class FilterGraph implements AutoCloseable {
    private final AVFilterGraph graph;
    private final AVFilterContext source;
    private final AVFilterContext sink;

    private FilterGraph(AVFilterGraph graph) {
        this.graph = graph;
        this.source = Objects.requireNonNull(avfilter_graph_get_filter(graph, "buffer@in"));
        this.sink = Objects.requireNonNull(avfilter_graph_get_filter(graph, "buffersink@out"));
    }

    /** Opens a graph for frames with the size, format and colour of {@code like}; {@code filters} as on ffmpeg's command line. */
    public static FilterGraph open(AVFrame like, String filters) {
        AVFilterGraph graph = avfilter_graph_alloc();
        graph.nb_threads(1);
        String text = sourceText(like) + "," + filters + ",buffersink@out";
        int code = avfilter_graph_parse_ptr(graph, text, (AVFilterInOut) null, null, null);
        code = code < 0 ? code : avfilter_graph_config(graph, null);
        if (code < 0) {
            avfilter_graph_free(graph);
            FfmpegError.check(code, "setting up the filters \"" + filters + "\"");
        }
        return new FilterGraph(graph);
    }

    private static String sourceText(AVFrame like) {
        AVRational sar = like.sample_aspect_ratio();
        return String.format(
                Locale.ROOT,
                "buffer@in=video_size=%dx%d:pix_fmt=%d:time_base=1/25:pixel_aspect=%d/%d:colorspace=%d:range=%d",
                like.width(),
                like.height(),
                like.format(),
                sar.num(),
                Math.max(1, sar.den()),
                like.colorspace(),
                like.color_range());
    }

    /** Filters {@code in}, which remains the caller's, into the empty frame {@code out}. */
    public void apply(AVFrame in, AVFrame out) {
        FfmpegError.check(av_buffersrc_add_frame_flags(source, in, AV_BUFFERSRC_FLAG_KEEP_REF), "filtering a frame");
        FfmpegError.check(av_buffersink_get_frame(sink, out), "filtering a frame");
    }

    @Override
    public void close() {
        avfilter_graph_free(graph);
    }
}
