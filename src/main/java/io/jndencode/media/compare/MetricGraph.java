package io.jndencode.media.compare;

import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_get_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse_ptr;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.jndencode.media.Rational;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.read.LumaFrames;
import java.util.Locale;
import java.util.Objects;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * FFmpeg's xpsnr, ssim and psnr filters over one run of frame pairs, in one pass, on gray frames from {@link LumaFrames}.
 *
 * <p>XPSNR weights errors by the motion since the previous frame, so a graph serves one run from its first frame on. The filter's first input
 * is the reference, unlike libvmaf's. Owns its native graph until {@link #close}; used by one thread at a time.
 */
final class MetricGraph implements AutoCloseable {
    /**
     * Frame rate if unknown. Without a rate the filter divides by 0, and from 32 frames per second on it weights by second temporal
     * differences.
     */
    private static final Rational USUAL_RATE = new Rational(25, 1);

    /** Pixels below which the filter's blocks would have 0 pixels, by which it divides. */
    private static final int SMALLEST_FOR_XPSNR = 2048;

    private final AVFilterGraph graph;
    private final AVFilterContext reference;
    private final AVFilterContext distorted;
    private final AVFilterContext sink;
    private final boolean weighted;
    private final AVFrame measured = av_frame_alloc();
    private long pairs;

    private MetricGraph(AVFilterGraph graph, boolean weighted) {
        this.graph = graph;
        this.weighted = weighted;
        this.reference = Objects.requireNonNull(avfilter_graph_get_filter(graph, "buffer@reference"));
        this.distorted = Objects.requireNonNull(avfilter_graph_get_filter(graph, "buffer@distorted"));
        this.sink = Objects.requireNonNull(avfilter_graph_get_filter(graph, "buffersink@out"));
    }

    /** Opens a graph for pairs of gray frames like this one. */
    static MetricGraph open(AVFrame like, Rational frameRate) {
        boolean weighted = like.width() * like.height() >= SMALLEST_FOR_XPSNR;
        String source = source(like, frameRate);
        String filters = "buffer@reference=" + source + "[r];buffer@distorted=" + source + ",split=3[d1][d2][d3];"
                + "[r][d1]ssim[s];[s][d2]psnr[p];"
                + (weighted ? "[p][d3]xpsnr,buffersink@out" : "[d3]nullsink;[p]buffersink@out");
        AVFilterGraph graph = avfilter_graph_alloc();
        graph.nb_threads(1);
        int code = avfilter_graph_parse_ptr(graph, filters, (AVFilterInOut) null, null, null);
        code = code < 0 ? code : avfilter_graph_config(graph, null);
        if (code < 0) {
            avfilter_graph_free(graph);
            FfmpegError.check(code, "setting up the quality metrics");
        }
        return new MetricGraph(graph, weighted);
    }

    private static String source(AVFrame like, Rational frameRate) {
        Rational rate = frameRate.known() ? frameRate : USUAL_RATE;
        return String.format(
                Locale.ROOT,
                "video_size=%dx%d:pix_fmt=%d:time_base=1/25:frame_rate=%d/%d:pixel_aspect=1/1:colorspace=%d:range=%d",
                like.width(),
                like.height(),
                like.format(),
                rate.num(),
                rate.den(),
                like.colorspace(),
                like.color_range());
    }

    /** Measures the next pair; both frames are emptied. */
    FrameMetrics compare(AVFrame original, AVFrame coded) {
        original.pts(pairs);
        coded.pts(pairs);
        pairs++;
        FfmpegError.check(av_buffersrc_add_frame(reference, original), "measuring a frame");
        FfmpegError.check(av_buffersrc_add_frame(distorted, coded), "measuring a frame");
        FfmpegError.check(av_buffersink_get_frame(sink, measured), "measuring a frame");
        try {
            double psnr = value("lavfi.psnr.psnr.y");
            return new FrameMetrics(weighted ? value("lavfi.xpsnr.xpsnr.y") : psnr, value("lavfi.ssim.Y"), psnr);
        } finally {
            av_frame_unref(measured);
        }
    }

    private double value(String key) {
        AVDictionaryEntry entry = av_dict_get(measured.metadata(), key, null, 0);
        if (entry == null || entry.isNull()) {
            throw new IllegalStateException("FFmpeg gave no " + key);
        }
        String text = entry.value().getString();
        return text.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    @Override
    public void close() {
        av_frame_free(measured);
        avfilter_graph_free(graph);
    }
}
