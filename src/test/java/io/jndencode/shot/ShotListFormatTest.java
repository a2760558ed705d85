package io.jndencode.shot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.media.Rational;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShotListFormatTest {
    private static final ShotList LIST = new ShotList(
            "in.mp4",
            new Rational(25, 1),
            List.of(
                    new TimedShot(new Shot(0, new FrameRange(0, 30), Transition.START), 0, 1.2),
                    new TimedShot(new Shot(1, new FrameRange(30, 100), Transition.DISSOLVE), 1.2, 4)));

    @Test
    void csvHasARowAShot() {
        assertThat(ShotListFormat.CSV.write(LIST)).isEqualTo("""
                        index,startFrame,endFrame,start,end,transition
                        0,0,30,0.000000,1.200000,start
                        1,30,100,1.200000,4.000000,dissolve
                        """);
    }

    @Test
    void anEditDecisionListHasFourTimecodesAShot() {
        assertThat(ShotListFormat.EDL.write(LIST))
                .contains("FCM: NON-DROP FRAME")
                .contains("002  AX       V     C        00:00:01:05 00:00:04:00 00:00:01:05 00:00:04:00");
    }

    @Test
    void aTimelineHasAClipAShotOnOneTrack() throws Exception {
        JsonNode timeline = JsonMapper.builder().build().readTree(ShotListFormat.OTIO.write(LIST));
        assertThat(timeline.at("/OTIO_SCHEMA").asText()).isEqualTo("Timeline.1");
        assertThat(timeline.at("/tracks/children/0/kind").asText()).isEqualTo("Video");
        assertThat(timeline.at("/tracks/children/0/children")).hasSize(2);
        JsonNode clip = timeline.at("/tracks/children/0/children/1");
        assertThat(clip.at("/source_range/start_time/value").asDouble()).isEqualTo(30);
        assertThat(clip.at("/source_range/duration/value").asDouble()).isEqualTo(70);
        assertThat(clip.at("/source_range/duration/rate").asDouble()).isEqualTo(25);
        assertThat(clip.at("/metadata/jnd-encode/transition").asText()).isEqualTo("dissolve");
    }

    /** Frame numbers and timecodes of SMPTE 12M: 17982 frames make ten minutes at 29.97. */
    @ParameterizedTest
    @CsvSource({
        "30000, 1001, 1799, 00:00:59;29",
        "30000, 1001, 1800, 00:01:00;02",
        "30000, 1001, 17981, 00:09:59;29",
        "30000, 1001, 17982, 00:10:00;00",
        "30000, 1001, 107892, 01:00:00;00",
        "60000, 1001, 3600, 00:01:00;04",
        "30, 1, 1800, 00:01:00:00",
        "24000, 1001, 24, 00:00:01:00",
        "0, 1, 25, 00:00:01:00"
    })
    void timecodesDropNumbersAtTheRatesThatNeedIt(long num, long den, long frame, String timecode) {
        assertThat(Timecode.of(new Rational(num, den)).at(frame)).isEqualTo(timecode);
    }
}
