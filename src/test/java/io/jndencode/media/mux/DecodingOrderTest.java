package io.jndencode.media.mux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_BIN_DATA;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_DATA;

import io.jndencode.media.OutputContainer;
import io.jndencode.media.Rational;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.ffmpeg.Fractions;
import io.jndencode.media.timing.Timestamps;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The times are those FFmpeg's own program gives for the same input: the one before and one more, or the same where it may repeat. */
class DecodingOrderTest {
    private static final long NONE = Timestamps.NONE;

    private final List<Muxer> muxers = new ArrayList<>();

    @AfterEach
    void close() {
        muxers.forEach(Muxer::close);
    }

    private DecodingOrder order(OutputContainer container, int type, int codec) {
        FfmpegNatives.load();
        Muxer muxer = Muxer.inMemory(container);
        muxers.add(muxer);
        AVStream stream = muxer.addStream();
        stream.codecpar().codec_type(type).codec_id(codec);
        try (AVRational unit = Fractions.of(new Rational(1, 1000))) {
            stream.time_base(unit);
        }
        return new DecodingOrder(stream, stream, muxer.context().oformat());
    }

    /** Puts a packet through; its pts and dts afterwards. */
    private static List<Long> put(DecodingOrder order, long pts, long dts, long duration) {
        AVPacket packet = av_packet_alloc();
        packet.pts(pts).dts(dts).duration(duration);
        order.put(packet, 500);
        List<Long> times = List.of(packet.pts(), packet.dts());
        av_packet_free(packet);
        return times;
    }

    @Test
    void aTimeThatStepsBackFollowsTheOneBefore() {
        DecodingOrder order = order(OutputContainer.MP4, AVMEDIA_TYPE_AUDIO, AV_CODEC_ID_AAC);
        assertThat(put(order, 100, 100, 20)).containsExactly(100L, 100L);
        assertThat(put(order, 60, 60, 20)).containsExactly(101L, 101L);
        assertThat(put(order, 80, 80, 20)).containsExactly(102L, 102L);
        assertThat(put(order, 120, 120, 20)).containsExactly(120L, 120L);
        assertThat(order.remarks())
                .containsExactly(
                        "stream 0 (audio, aac): the decoding times of 2 packets step back or repeat and were moved, by"
                                + " 41.0 ms at most");
    }

    @Test
    void aTimeMayRepeatWhereTheContainerOrTheKindOfStreamLetsIt() {
        DecodingOrder matroska = order(OutputContainer.MATROSKA, AVMEDIA_TYPE_AUDIO, AV_CODEC_ID_AAC);
        DecodingOrder data = order(OutputContainer.MPEG_TS, AVMEDIA_TYPE_DATA, AV_CODEC_ID_BIN_DATA);
        for (DecodingOrder order : List.of(matroska, data)) {
            assertThat(put(order, 100, 100, 20)).containsExactly(100L, 100L);
            assertThat(put(order, 100, 100, 20)).containsExactly(100L, 100L);
            assertThat(order.remarks()).isEmpty();
            assertThat(put(order, 90, 90, 20)).containsExactly(100L, 100L);
        }
    }

    @Test
    void aPacketDecodedAfterItIsShownGetsTheMiddleOfItsTimesAndTheNextPossible() {
        DecodingOrder order = order(OutputContainer.MP4, AVMEDIA_TYPE_AUDIO, AV_CODEC_ID_AAC);
        assertThat(put(order, 90, 100, 20)).containsExactly(90L, 90L);
        assertThat(put(order, 80, 130, 20)).containsExactly(91L, 91L);
        assertThat(put(order, 110, 130, 20)).containsExactly(110L, 110L);
    }

    @Test
    void packetsWithoutTimesFollowEachOtherFromTheirPlaceInTheFile() {
        DecodingOrder order = order(OutputContainer.MPEG_TS, AVMEDIA_TYPE_AUDIO, AV_CODEC_ID_AAC);
        assertThat(put(order, NONE, NONE, 20)).containsExactly(500L, 500L);
        assertThat(put(order, NONE, NONE, 20)).containsExactly(520L, 520L);
        assertThat(put(order, 540, NONE, 20)).containsExactly(540L, 540L);
        assertThat(put(order, NONE, 560, 20)).containsExactly(560L, 560L);
        assertThat(order.remarks())
                .containsExactly(
                        "stream 0 (audio, aac): 2 packets have no timestamp and were given that of their place in the"
                                + " file");
    }
}
