package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_EXPORT_DATA_VIDEO_ENC_PARAMS;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_VIDEO_ENC_PARAMS;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_get_picture_type_char;

import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.open.InputFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;

/**
 * How a frame of an H.264 stream was coded, read back from the bitstream.
 *
 * @param type I, P or B
 * @param qp the luma quantiser of most macroblocks, on the standard's scale, which ends at 51 at every bit depth
 */
public record CodedFrame(char type, int qp) {
    // Layout of AVVideoEncParams and AVVideoBlockParams on 64-bit machines; the presets do not have them.
    private static final int BLOCKS_OFFSET = 8;
    private static final int BLOCK_SIZE = 16;
    private static final int FRAME_QP = 28;
    private static final int BLOCK_DELTA_QP = 16;

    /** All frames of the file's video, in presentation order. One thread: frame threads export unfinished tables. */
    public static List<CodedFrame> read(Path file) {
        List<CodedFrame> frames = new ArrayList<>();
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        try (InputFile input = InputFile.open(file)) {
            int video = input.bestVideo();
            var parameters = input.stream(video).codecpar();
            AVCodecContext codec = avcodec_alloc_context3(avcodec_find_decoder(parameters.codec_id()));
            FfmpegError.check(avcodec_parameters_to_context(codec, parameters), "copying parameters");
            codec.thread_count(1).export_side_data(AV_CODEC_EXPORT_DATA_VIDEO_ENC_PARAMS);
            FfmpegError.check(
                    avcodec_open2(codec, avcodec_find_decoder(parameters.codec_id()), (AVDictionary) null), "opening");
            while (av_read_frame(input.context(), packet) >= 0) {
                if (packet.stream_index() == video) {
                    FfmpegError.check(avcodec_send_packet(codec, packet), "decoding");
                    receive(codec, frame, frames);
                }
                av_packet_unref(packet);
            }
            FfmpegError.check(avcodec_send_packet(codec, null), "draining");
            receive(codec, frame, frames);
            avcodec_free_context(codec);
        } finally {
            av_packet_free(packet);
            av_frame_free(frame);
        }
        return frames;
    }

    private static void receive(AVCodecContext codec, AVFrame frame, List<CodedFrame> frames) {
        while (avcodec_receive_frame(codec, frame) == 0) {
            AVFrameSideData data = av_frame_get_side_data(frame, AV_FRAME_DATA_VIDEO_ENC_PARAMS);
            ByteBuffer bytes = data.data().capacity(data.size()).asByteBuffer().order(ByteOrder.nativeOrder());
            // The decoder counts 6 more for each bit above 8.
            int offset = 6 * (Math.max(8, codec.bits_per_raw_sample()) - 8);
            frames.add(new CodedFrame((char) av_get_picture_type_char(frame.pict_type()), median(bytes) - offset));
        }
    }

    private static int median(ByteBuffer params) {
        int blocks = params.getInt(0);
        int offset = (int) params.getLong(BLOCKS_OFFSET);
        int size = (int) params.getLong(BLOCK_SIZE);
        int[] qps = new int[blocks];
        for (int i = 0; i < blocks; i++) {
            qps[i] = params.getInt(FRAME_QP) + params.getInt(offset + i * size + BLOCK_DELTA_QP);
        }
        Arrays.sort(qps);
        return qps[blocks / 2];
    }
}
