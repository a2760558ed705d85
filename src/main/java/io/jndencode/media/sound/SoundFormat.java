package io.jndencode.media.sound;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_CONFIG_CHANNEL_LAYOUT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_CONFIG_SAMPLE_FORMAT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_CONFIG_SAMPLE_RATE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_supported_config;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_compare;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_describe;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_from_string;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** Names of channel layouts, and what encoders of sound take. */
final class SoundFormat {
    private static final int NAME = 128;

    /** Layouts whose surround channels stand at the sides, and the ones encoders code without a table of their own. */
    private static final Map<String, String> USUAL =
            Map.of("5.1(side)", "5.1", "5.0(side)", "5.0", "quad(side)", "quad");

    private SoundFormat() {}

    /** Returns whether it is known which channel is which. */
    static boolean known(AVChannelLayout layout) {
        return layout.order() != AV_CHANNEL_ORDER_UNSPEC;
    }

    /** Returns a layout's name, such as {@code 5.1(side)}. */
    static String name(AVChannelLayout layout) {
        byte[] text = new byte[NAME];
        int length = av_channel_layout_describe(layout, text, text.length);
        return length <= 1 ? "unknown" : new String(text, 0, Math.min(length, NAME) - 1, StandardCharsets.US_ASCII);
    }

    /** Sets a layout to a source's, or to the usual one for its number of channels. */
    static void usual(AVChannelLayout from, AVChannelLayout to) {
        if (known(from)) {
            av_channel_layout_copy(to, from);
        } else {
            av_channel_layout_default(to, from.nb_channels());
        }
    }

    /** Sets a layout to the one that a source's is coded in: known, and with its surround channels where encoders have them. */
    static void coded(AVChannelLayout from, AVChannelLayout to) {
        String moved = USUAL.get(name(from));
        if (moved != null) {
            av_channel_layout_from_string(to, moved);
        } else {
            usual(from, to);
        }
    }

    /** Returns the sample format an encoder takes, in floating point. */
    static int samples(AVCodecContext context, AVCodec codec) {
        int[] formats = numbers(context, codec, AV_CODEC_CONFIG_SAMPLE_FORMAT);
        for (int format : formats) {
            if (format == AV_SAMPLE_FMT_FLTP || format == AV_SAMPLE_FMT_FLT) {
                return format;
            }
        }
        return formats[0];
    }

    /** Returns the lowest sampling rate of an encoder that loses nothing of the source's; its highest one if there is none. */
    static int rate(AVCodecContext context, AVCodec codec, int source) {
        int best = 0;
        int highest = 0;
        for (int rate : numbers(context, codec, AV_CODEC_CONFIG_SAMPLE_RATE)) {
            highest = Math.max(highest, rate);
            best = rate >= source && (best == 0 || rate < best) ? rate : best;
        }
        return best == 0 ? highest : best;
    }

    /** Returns whether an encoder takes a layout, as far as it says. */
    static boolean takes(AVCodecContext context, AVCodec codec, AVChannelLayout layout) {
        return supported(context, codec, AV_CODEC_CONFIG_CHANNEL_LAYOUT, true, (list, count) -> {
            AVChannelLayout layouts = new AVChannelLayout(list);
            return IntStream.range(0, count)
                    .anyMatch(i -> av_channel_layout_compare(layouts.getPointer(i), layout) == 0);
        });
    }

    private static int[] numbers(AVCodecContext context, AVCodec codec, int config) {
        return supported(context, codec, config, new int[0], (list, count) -> {
            int[] values = new int[count];
            new IntPointer(list).get(values);
            return values;
        });
    }

    /** Reads FFmpeg's list of what an encoder supports, with its length; returns {@code otherwise} if it has none. */
    private static <T> T supported(
            AVCodecContext context, AVCodec codec, int config, T otherwise, BiFunction<Pointer, Integer, T> read) {
        try (PointerPointer<Pointer> list = new PointerPointer<>(1);
                IntPointer count = new IntPointer(1)) {
            avcodec_get_supported_config(context, codec, config, 0, list, count);
            Pointer found = list.get();
            return found == null || found.isNull() ? otherwise : read.apply(found, count.get());
        }
    }
}
