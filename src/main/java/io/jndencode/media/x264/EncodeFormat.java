package io.jndencode.media.x264;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_best_pix_fmt_of_list;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NONE;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import io.jndencode.JndException;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/** Which pixel format frames are encoded in, and how they get there. libx264's own formats are left untouched. */
public final class EncodeFormat {
    /** What libx264 codes as H.264; full-range "j" formats included, they are what some decoders give. */
    private static final List<String> CODED = List.of(
            "yuv420p",
            "yuvj420p",
            "yuv422p",
            "yuvj422p",
            "yuv444p",
            "yuvj444p",
            "nv12",
            "nv16",
            "yuv420p10le",
            "yuv422p10le",
            "yuv444p10le",
            "gray",
            "gray10le");

    private EncodeFormat() {}

    /** The name of the format to encode frames of a format in: the wanted one, else their own, else the nearest libx264 has. */
    public static String choose(int frames, @Nullable String wanted) {
        if (wanted != null) {
            if (!CODED.contains(wanted)) {
                throw new JndException.Usage("libx264 cannot encode pixel format \"%s\"; it can %s"
                        .formatted(wanted, String.join(", ", CODED)));
            }
            return wanted;
        }
        String own = name(frames);
        return CODED.contains(own) ? own : nearest(frames);
    }

    private static String nearest(int format) {
        AVPixFmtDescriptor descriptor = av_pix_fmt_desc_get(format);
        int alpha = (descriptor.flags() & AV_PIX_FMT_FLAG_ALPHA) != 0 ? 1 : 0;
        int[] codes = CODED.stream()
                .filter(name -> !name.startsWith("yuvj") && !name.startsWith("nv"))
                .mapToInt(name -> av_get_pix_fmt(name))
                .toArray();
        try (IntPointer list = new IntPointer(codes.length + 1L)) {
            list.put(codes, 0, codes.length);
            list.put(codes.length, AV_PIX_FMT_NONE);
            return name(avcodec_find_best_pix_fmt_of_list(list, format, alpha, (IntPointer) null));
        }
    }

    /** The filters that convert frames to a format, null where there is nothing to convert. */
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
