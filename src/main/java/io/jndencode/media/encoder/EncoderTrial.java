package io.jndencode.media.encoder;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Checks parameter values by opening the encoder before any work, because our tables list only the names. */
public final class EncoderTrial {
    private static final int SIDE = 64;

    private EncoderTrial() {}

    /** Throws {@link JndException.Usage} naming the first parameter whose value the encoder rejects. */
    public static void check(EncoderSettings settings) {
        if (settings.params().isEmpty() || opens(settings, settings.params())) {
            return;
        }
        for (Map.Entry<String, String> parameter : settings.params().entrySet()) {
            if (!opens(settings, Map.of(parameter.getKey(), parameter.getValue()))) {
                throw new JndException.Usage("%s does not take %s=%s"
                        .formatted(settings.encoder().id(), parameter.getKey(), parameter.getValue()));
            }
        }
        throw new JndException.Usage(
                settings.encoder().id() + " does not take these parameters together: " + settings.paramsText());
    }

    /** Throws {@link JndException.Usage} if the encoder does not support a pixel format, given by FFmpeg's name. */
    public static void checkFormat(VideoEncoder encoder, String pixelFormat) {
        EncodeFormat.choose(encoder, AV_PIX_FMT_YUV420P, pixelFormat);
    }

    private static boolean opens(EncoderSettings settings, Map<String, String> params) {
        FfmpegNatives.load();
        AVFrame frame = av_frame_alloc();
        frame.width(SIDE).height(SIDE).format(AV_PIX_FMT_YUV420P);
        EncoderSettings tried = settings.withOnlyParams(params);
        try (FrameEncoder encoder = FrameEncoder.open(tried, frame, new Rational(25, 1), false)) {
            return encoder.context().extradata_size() > 0;
        } catch (JndException.Encode e) {
            return false; // this is the result, not a failure: the caller names the parameter
        } finally {
            av_frame_free(frame);
        }
    }
}
