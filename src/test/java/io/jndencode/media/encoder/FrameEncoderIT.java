package io.jndencode.media.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;

class FrameEncoderIT {
    private static void open(int format) {
        FfmpegNatives.load();
        AVFrame frame = av_frame_alloc();
        frame.width(161).height(121).format(format);
        try {
            FrameEncoder.open(EncoderSettings.constantQp("ultrafast", 30), frame, new Rational(25, 1), false)
                    .close();
        } finally {
            av_frame_free(frame);
        }
    }

    @Test
    void anOddSizeInSubsampledChromaIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> open(AV_PIX_FMT_YUV420P))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("161x121 in yuv420p")
                .hasMessageContaining("--pix-fmt yuv444p");
        open(AV_PIX_FMT_YUV444P);
    }

    @Test
    void theVersionIsReadFromAnEncode() {
        assertThat(X264Version.text()).matches("\\d+.*");
    }
}
