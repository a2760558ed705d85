package io.jndencode.media.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P10LE;
import static org.bytedeco.ffmpeg.global.avutil.av_dynamic_hdr_plus_create_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_dynamic_hdr_plus_from_t35;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import io.jndencode.media.Rational;
import io.jndencode.media.bitstream.DynamicHdr;
import io.jndencode.media.bitstream.PacketDecoder;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.FrameEncoder;
import io.jndencode.media.encoder.Rate;
import io.jndencode.media.encoder.SvtAv1;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.media.encoder.X265;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDynamicHDRPlus;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;

/** HDR10+ of every frame goes into its packet and comes out of a decoder with the same frame. */
class DynamicHdrIT {
    private static final int FRAMES = 12;
    private static final int SIDE = 64;

    /**
     * One window, a target of 400 cd/m², the brightest parts (one of them the frame's number), nine percentiles of which some are 0, no
     * curve: by CTA-861-H, table S.1, after application version 1. Zeros in a row must not look like a start code.
     */
    private static byte[] payload(int frame) {
        StringBuilder bits = new StringBuilder();
        put(bits, 8, 1);
        put(bits, 2, 1);
        put(bits, 27, 4_000_000);
        put(bits, 1, 0);
        for (int value : new int[] {1000 + frame, 0, 3, 500}) {
            put(bits, 17, value);
        }
        put(bits, 4, 9);
        int[] percentages = {1, 5, 10, 25, 50, 75, 90, 95, 99};
        for (int i = 0; i < percentages.length; i++) {
            put(bits, 7, percentages[i]);
            put(bits, 17, i < 4 ? 0 : 100 * i);
        }
        put(bits, 10, 0);
        put(bits, 1, 0);
        put(bits, 1, 0);
        put(bits, 1, 0);
        while (bits.length() % 8 != 0) {
            bits.append('0');
        }
        byte[] bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return bytes;
    }

    private static void put(StringBuilder bits, int width, int value) {
        String binary = Integer.toBinaryString(value);
        bits.append("0".repeat(width - binary.length())).append(binary);
    }

    /** The packets of an encode, as segments get them, by their frame. */
    private static List<byte[]> packets(VideoEncoder encoder, String preset, List<Integer> order, byte[][] header) {
        List<byte[]> all = new ArrayList<>();
        EncoderSettings settings = new EncoderSettings(encoder, preset, new Rate.Crf(40), Map.of(), null);
        byte[][] messages = new byte[FRAMES][];
        AVFrame frame = av_frame_alloc();
        frame.width(SIDE).height(SIDE).format(AV_PIX_FMT_YUV420P10LE);
        FfmpegError.check(av_frame_get_buffer(frame, 0), "frame");
        try (FrameEncoder coder = FrameEncoder.open(settings, frame, new Rational(25, 1), false)) {
            header[0] = new byte[coder.context().extradata_size()];
            coder.context().extradata().get(header[0]);
            FrameEncoder.PacketSink sink = packet -> {
                byte[] coded = new byte[packet.size()];
                packet.data().get(coded);
                order.add((int) packet.pts());
                all.add(encoder.withT35(coded, messages[(int) packet.pts()]));
            };
            for (int n = 0; n < FRAMES; n++) {
                av_frame_make_writable(frame);
                for (int i = 0; i < SIDE; i++) {
                    frame.data(0).put((long) n * SIDE + 2L * i + 1, (byte) (n % 4)); // something moves
                }
                AVDynamicHDRPlus values = av_dynamic_hdr_plus_create_side_data(frame);
                byte[] payload = payload(n);
                FfmpegError.check(av_dynamic_hdr_plus_from_t35(values, payload, payload.length), "metadata");
                messages[n] = DynamicHdr.hdr10Plus(frame);
                coder.encode(frame, n, sink);
                org.bytedeco.ffmpeg.global.avutil.av_frame_remove_side_data(frame, AV_FRAME_DATA_DYNAMIC_HDR_PLUS);
            }
            coder.finish(sink);
        } finally {
            av_frame_free(frame);
        }
        return all;
    }

    @Test
    void theMessageIsTheOneTheStandardDescribes() {
        FfmpegNatives.load();
        AVFrame frame = av_frame_alloc();
        byte[] payload = payload(7);
        FfmpegError.check(
                av_dynamic_hdr_plus_from_t35(av_dynamic_hdr_plus_create_side_data(frame), payload, payload.length),
                "metadata");
        String hex = HexFormat.of().formatHex(DynamicHdr.hdr10Plus(frame));
        assertThat(hex).isEqualTo("b5003c000104" + HexFormat.of().formatHex(payload));
        av_frame_free(frame);
    }

    @Test
    void hevcGivesEveryFrameItsOwnBack() {
        List<Integer> order = new ArrayList<>();
        byte[][] header = new byte[1][];
        List<byte[]> packets = packets(new X265(), "ultrafast", order, header);
        List<String> seen = new ArrayList<>();
        PacketDecoder.FrameSink sink = frame ->
                seen.add(HexFormat.of().formatHex(DynamicHdr.hdr10Plus(frame)).substring(12));
        decode(packets, order, header[0], sink);
        assertThat(order)
                .isNotEqualTo(order.stream().sorted().toList()); // frames are coded in another order than shown
        assertThat(seen).hasSize(FRAMES);
        for (int n = 0; n < FRAMES; n++) {
            assertThat(seen.get(n)).as("frame %d", n).isEqualTo(HexFormat.of().formatHex(payload(n)));
        }
    }

    private static void decode(List<byte[]> packets, List<Integer> order, byte[] header, PacketDecoder.FrameSink sink) {
        var parameters = org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc();
        parameters.codec_type(org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO);
        parameters
                .codec_id(org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC)
                .width(SIDE)
                .height(SIDE);
        BytePointer sets = new BytePointer(org.bytedeco.ffmpeg.global.avutil.av_mallocz(header.length + 64));
        sets.put(header);
        parameters.extradata(sets).extradata_size(header.length);
        try (PacketDecoder decoder = PacketDecoder.of(parameters)) {
            for (int i = 0; i < packets.size(); i++) {
                AVPacket packet = org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc();
                FfmpegError.check(
                        org.bytedeco.ffmpeg.global.avcodec.av_new_packet(packet, packets.get(i).length), "packet");
                packet.data().put(packets.get(i));
                packet.pts(order.get(i));
                decoder.decode(packet, sink);
                org.bytedeco.ffmpeg.global.avcodec.av_packet_free(packet);
            }
            decoder.finish(sink);
        } finally {
            org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free(parameters);
        }
    }

    @Test
    void av1HasEveryFramesMetadataBeforeTheFrameItIsOf() {
        List<Integer> order = new ArrayList<>();
        byte[][] header = new byte[1][];
        List<byte[]> units = packets(new SvtAv1(), "11", order, header);
        assertThat(order).isSorted().hasSize(FRAMES);
        for (int n = 0; n < FRAMES; n++) {
            // A metadata unit (type 5, sized), its length, T.35, the message, the bit that ends it: AV1, 5.8.
            String message = "b5003c000104" + HexFormat.of().formatHex(payload(n));
            String unit = "2a%02x04%s80".formatted(message.length() / 2 + 2, message);
            String bytes = HexFormat.of().formatHex(units.get(n));
            assertThat(bytes).as("frame %d", n).containsOnlyOnce(unit);
            assertThat(bytes.substring(bytes.indexOf(unit) + unit.length())).matches("(32|1a).*");
        }
    }
}
