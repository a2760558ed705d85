package io.jndencode.media.encoder;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import io.jndencode.media.Rational;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Finds the version of the loaded x264. libavcodec cannot report it, but x264 writes it into the first picture of every encode, so a tiny
 * one is made.
 */
public final class X264Version {
    private static final Pattern SIGNATURE = Pattern.compile("x264 - core (\\d+(?: r\\d+)?)");
    private static final int SIDE = 64;

    private X264Version() {}

    /** Caches the version, which cannot change while the library is loaded. */
    private static final class Known {
        private static final String TEXT = signature();
    }

    /** Returns the version as x264 writes it, e.g. {@code 165 r3222}; {@code unknown} if it does not. */
    public static String text() {
        return Known.TEXT;
    }

    private static String signature() {
        FfmpegNatives.load();
        AVFrame frame = av_frame_alloc();
        StringBuilder coded = new StringBuilder();
        try {
            frame.format(AV_PIX_FMT_YUV420P).width(SIDE).height(SIDE);
            FfmpegError.check(av_frame_get_buffer(frame, 0), "allocating a frame");
            EncoderSettings settings = EncoderSettings.constantQp("ultrafast", 30);
            try (FrameEncoder encoder = FrameEncoder.open(settings, frame, new Rational(25, 1), false)) {
                FrameEncoder.PacketSink sink = packet -> {
                    byte[] bytes = new byte[packet.size()];
                    packet.data().get(bytes);
                    coded.append(new String(bytes, StandardCharsets.ISO_8859_1));
                };
                encoder.encode(frame, 0, sink);
                encoder.finish(sink);
            }
        } finally {
            av_frame_free(frame);
        }
        Matcher signature = SIGNATURE.matcher(coded);
        return signature.find() ? signature.group(1) : "unknown";
    }
}
