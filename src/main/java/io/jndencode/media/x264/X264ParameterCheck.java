package io.jndencode.media.x264;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Asks libx264 whether it takes the values of parameters, before any work: our list knows only their names. */
public final class X264ParameterCheck {
    private static final int SIDE = 64;

    private X264ParameterCheck() {}

    /** Fails with {@link JndException.Usage} naming the first parameter whose value libx264 does not take. */
    public static void check(X264Settings settings) {
        if (settings.params().isEmpty() || opens(settings, settings.params())) {
            return;
        }
        for (Map.Entry<String, String> parameter : settings.params().entrySet()) {
            if (!opens(settings, Map.of(parameter.getKey(), parameter.getValue()))) {
                throw new JndException.Usage(
                        "x264 does not take %s=%s".formatted(parameter.getKey(), parameter.getValue()));
            }
        }
        throw new JndException.Usage("x264 does not take these parameters together: " + settings.paramsText());
    }

    /** Fails with {@link JndException.Usage} where libx264 does not code an output of that pixel format, by FFmpeg's name. */
    public static void checkFormat(String pixelFormat) {
        EncodeFormat.choose(AV_PIX_FMT_YUV420P, pixelFormat);
    }

    private static boolean opens(X264Settings settings, Map<String, String> params) {
        FfmpegNatives.load();
        AVFrame frame = av_frame_alloc();
        frame.width(SIDE).height(SIDE).format(AV_PIX_FMT_YUV420P);
        X264Settings tried = new X264Settings(settings.preset(), settings.rate(), params, null);
        try (X264Encoder encoder = X264Encoder.open(tried, frame, new Rational(25, 1), false)) {
            return encoder.context().extradata_size() > 0;
        } catch (JndException.Encode e) {
            return false; // the answer, not a failure: the caller names the parameter
        } finally {
            av_frame_free(frame);
        }
    }
}
