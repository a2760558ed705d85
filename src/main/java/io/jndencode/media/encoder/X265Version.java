package io.jndencode.media.encoder;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.jndencode.media.ffmpeg.FfmpegNatives;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Finds the version of the loaded x265. libavcodec cannot report it, but x265 writes it into its headers if allowed. */
final class X265Version {
    private static final Pattern SIGNATURE = Pattern.compile("x265 \\((build \\d+)\\)");
    private static final int SIDE = 64;

    private X265Version() {}

    /** Caches the version, which cannot change while the library is loaded. */
    private static final class Known {
        private static final String TEXT = signature();
    }

    /** Returns the version as x265 writes it, e.g. {@code build 215}; {@code unknown} if it does not. */
    static String text() {
        return Known.TEXT;
    }

    private static String signature() {
        FfmpegNatives.load();
        AVFrame frame = av_frame_alloc();
        frame.format(AV_PIX_FMT_YUV420P).width(SIDE).height(SIDE);
        Map<String, String> options = Map.of("preset", "ultrafast", "x265-params", "pools=1:frame-threads=1:info=1");
        try (FrameEncoder encoder = FrameEncoder.openWith("libx265", options, frame)) {
            byte[] sets = new byte[encoder.context().extradata_size()];
            encoder.context().extradata().get(sets);
            Matcher signature = SIGNATURE.matcher(new String(sets, StandardCharsets.ISO_8859_1));
            return signature.find() ? signature.group(1) : "unknown";
        } finally {
            av_frame_free(frame);
        }
    }
}
