package io.jndencode.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_get_level;

import io.jndencode.JndException;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why FFmpeg does not take filters, in its own words. */
class FilterReasonTest {
    private static void open(String filters) {
        FfmpegNatives.load();
        AVFrame frame = av_frame_alloc();
        try {
            frame.width(64).height(48).format(AV_PIX_FMT_YUV420P);
            FilterGraph.open(
                            frame,
                            FilterGraph.Timing.NONE,
                            filters,
                            (code, why) -> new JndException.Usage(code + " " + why))
                    .close();
        } finally {
            av_frame_free(frame);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hqdn3d=x=1 | non-existent option 'x'",
                "unsharp=99 | out of range [3 - 23]",
                "crop=99999:1 | too big",
                "scale=w=abc:h=2 | 'abc'",
                "format=foo | Invalid pixel format 'foo'",
                "pad=10:10 | cannot be smaller than input"
            })
    void theReasonIsFfmpegsOwnLine(String filters, String why) {
        assertThatThrownBy(() -> open(filters))
                .hasMessageContaining(why)
                .hasMessageNotContaining(" @ 0x")
                .hasMessageNotContaining("\n");
    }

    @Test
    void threadsHearTheirOwnReasonsAloneAndTheLogIsAsQuietAsBefore() {
        open("hflip");
        int level = av_log_get_level();
        List<Integer> values = IntStream.range(100, 160).boxed().toList();
        values.parallelStream()
                .forEach(value -> assertThatThrownBy(() -> open("unsharp=" + value))
                        .hasMessageContaining("Value " + value + ".000000 for parameter"));
        assertThat(av_log_get_level()).isEqualTo(level).isEqualTo(AV_LOG_QUIET);
    }
}
