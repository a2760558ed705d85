package io.jndencode.media.read;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY10LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY12LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_plane;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import io.jndencode.media.LumaImage;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.ffmpeg.FilterGraph;
import io.jndencode.media.picture.FramePictures;
import java.util.Locale;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Extracts the luma of frames as gray frames of one bit depth and range, with rows without padding: FFmpeg's xpsnr assumes that rows of
 * more than 8 bits have none. Owns its conversion; used by one thread at a time.
 */
public final class LumaFrames implements AutoCloseable {
    private final @Nullable FilterGraph conversion;
    private final AVFrame converted = av_frame_alloc();
    private final AVFrame luma = av_frame_alloc();
    private final int format;
    private final int bytesPerSample;
    private final boolean fullRange;

    /**
     * The common sample format in which two runs of frames are compared.
     *
     * @param depth bits per sample: 8, 10 or 12
     * @param fullRange whether black is 0
     */
    public record Samples(int depth, boolean fullRange) {
        /** Returns the greater bit depth of two frames, so that rounding counts as an error, and the range of the second. */
        public static Samples common(AVFrame reference, AVFrame distorted) {
            int depth = Math.max(depthOf(reference), depthOf(distorted));
            return new Samples(depth <= 8 ? 8 : depth <= 10 ? 10 : 12, FramePictures.fullRange(distorted));
        }
    }

    /**
     * Creates a converter for frames like this one.
     *
     * @param before filters to apply first; null for none
     */
    public static LumaFrames of(AVFrame like, Samples samples, @Nullable String before) {
        boolean direct = before == null && fits(like, samples);
        if (direct) {
            return new LumaFrames(null, samples);
        }
        String own = String.format(
                Locale.ROOT,
                "scale=flags=bicubic+accurate_rnd+full_chroma_int:out_range=%s%s,format=yuv444p%s",
                samples.fullRange() ? "pc" : "tv",
                rgb(like) ? ":out_color_matrix=bt709" : "",
                samples.depth() == 8 ? "" : samples.depth() + "le");
        return new LumaFrames(FilterGraph.open(like, before == null ? own : before + "," + own), samples);
    }

    private LumaFrames(@Nullable FilterGraph conversion, Samples samples) {
        this.conversion = conversion;
        this.fullRange = samples.fullRange();
        this.bytesPerSample = samples.depth() > 8 ? 2 : 1;
        this.format = switch (samples.depth()) {
            case 8 -> AV_PIX_FMT_GRAY8;
            case 10 -> AV_PIX_FMT_GRAY10LE;
            default -> AV_PIX_FMT_GRAY12LE;
        };
    }

    private static int depthOf(AVFrame frame) {
        return av_pix_fmt_desc_get(frame.format()).comp(0).depth();
    }

    private static boolean rgb(AVFrame frame) {
        return (av_pix_fmt_desc_get(frame.format()).flags() & AV_PIX_FMT_FLAG_RGB) != 0;
    }

    /** Returns whether the first plane already is the wanted luma. */
    private static boolean fits(AVFrame frame, Samples samples) {
        AVPixFmtDescriptor format = av_pix_fmt_desc_get(frame.format());
        long other = AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_BE;
        return (format.flags() & other) == 0
                && format.comp(0).plane() == 0
                && format.comp(0).offset() == 0
                && format.comp(0).shift() == 0
                && format.comp(0).depth() == samples.depth()
                && format.comp(0).step() == (samples.depth() > 8 ? 2 : 1)
                && FramePictures.fullRange(frame) == samples.fullRange();
    }

    /** Returns the frame's luma, valid until the next call or until it is given away; the frame remains the caller's. */
    public AVFrame luma(AVFrame frame) {
        AVFrame source = frame;
        if (conversion != null) {
            av_frame_unref(converted);
            conversion.apply(frame, converted);
            source = converted;
        }
        av_frame_unref(luma);
        luma.width(source.width()).height(source.height()).format(format);
        FfmpegError.check(av_frame_get_buffer(luma, 1), "measuring a frame");
        luma.color_range(fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
        av_image_copy_plane(
                luma.data(0),
                luma.linesize(0),
                source.data(0),
                source.linesize(0),
                source.width() * bytesPerSample,
                source.height());
        return luma;
    }

    /** Copies the luma samples of a planar 8-bit frame unchanged. */
    public static LumaImage samples(AVFrame frame) {
        int width = frame.width();
        byte[] samples = new byte[width * frame.height()];
        BytePointer rows = frame.data(0);
        for (int y = 0; y < frame.height(); y++) {
            rows.position((long) y * frame.linesize(0)).get(samples, y * width, width);
        }
        return new LumaImage(width, frame.height(), samples);
    }

    @Override
    public void close() {
        if (conversion != null) {
            conversion.close();
        }
        av_frame_free(converted);
        av_frame_free(luma);
    }
}
