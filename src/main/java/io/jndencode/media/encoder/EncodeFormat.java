package io.jndencode.media.encoder;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_best_pix_fmt_of_list;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NONE;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import io.jndencode.JndException;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/** Chooses the pixel format of an encode and the filters that convert frames to it. Formats the encoder supports are not converted. */
public final class EncodeFormat {
    /** The option for the source's own format, as far as the encoder supports it. */
    public static final String SOURCE = "source";

    /** The option for 10 bits with the source's chroma subsampling, as far as the encoder supports it. */
    public static final String TEN_BIT = "10bit";

    private EncodeFormat() {}

    /**
     * Returns the name of the format in which to encode frames: the wanted one, otherwise their own, otherwise the nearest the encoder
     * supports.
     */
    public static String choose(VideoEncoder encoder, int frames, @Nullable String wanted) {
        List<String> coded = encoder.pixelFormats();
        if (wanted == null || wanted.equals(SOURCE)) {
            String own = name(frames);
            return coded.contains(own) ? own : nearest(coded, frames);
        }
        if (wanted.equals(TEN_BIT)) {
            return nearest(coded.stream().filter(name -> depth(name) == 10).toList(), frames);
        }
        if (!coded.contains(wanted)) {
            throw new JndException.Usage("%s cannot encode pixel format \"%s\"; it can %s"
                    .formatted(encoder.library(), wanted, String.join(", ", coded)));
        }
        return wanted;
    }

    /** Does the same for frames of a format given by name. */
    public static String choose(VideoEncoder encoder, String frames, @Nullable String wanted) {
        FfmpegNatives.load();
        return choose(encoder, av_get_pix_fmt(frames), wanted);
    }

    private static int depth(String format) {
        return av_pix_fmt_desc_get(av_get_pix_fmt(format)).comp(0).depth();
    }

    private static String nearest(List<String> coded, int format) {
        AVPixFmtDescriptor descriptor = av_pix_fmt_desc_get(format);
        int alpha = (descriptor.flags() & AV_PIX_FMT_FLAG_ALPHA) != 0 ? 1 : 0;
        int[] codes = coded.stream()
                .filter(name -> !name.startsWith("yuvj") && !name.startsWith("nv"))
                .mapToInt(name -> av_get_pix_fmt(name))
                .toArray();
        try (IntPointer list = new IntPointer(codes.length + 1L)) {
            list.put(codes, 0, codes.length);
            list.put(codes.length, AV_PIX_FMT_NONE);
            return name(avcodec_find_best_pix_fmt_of_list(list, format, alpha, (IntPointer) null));
        }
    }

    /** Returns whether frames of one format can be coded in another without loss: with as many samples and at least as many bits. */
    public static boolean holds(String coded, String frames) {
        if (coded.equals(frames)) {
            return true;
        }
        AVPixFmtDescriptor to = av_pix_fmt_desc_get(av_get_pix_fmt(coded));
        AVPixFmtDescriptor from = av_pix_fmt_desc_get(av_get_pix_fmt(frames));
        return to != null
                && from != null
                && ((to.flags() ^ from.flags()) & AV_PIX_FMT_FLAG_RGB) == 0
                && to.nb_components() == from.nb_components()
                && to.log2_chroma_w() == from.log2_chroma_w()
                && to.log2_chroma_h() == from.log2_chroma_h()
                && to.comp(0).depth() > from.comp(0).depth();
    }

    /** Returns the filters that convert frames to a format; null if no conversion is needed. */
    public static @Nullable String filters(AVFrame frame, String format) {
        if (name(frame.format()).equals(format)) {
            return null;
        }
        boolean rgb = (av_pix_fmt_desc_get(frame.format()).flags() & AV_PIX_FMT_FLAG_RGB) != 0;
        String colour = rgb ? ":out_color_matrix=bt709:out_range=tv" : "";
        return "scale=flags=bicubic+accurate_rnd+full_chroma_int" + colour + ",format=" + format;
    }

    private static String name(int format) {
        return av_get_pix_fmt_name(format).getString();
    }
}
