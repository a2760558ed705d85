package io.jndencode.media.packaging;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_remove;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import io.jndencode.media.ffmpeg.FfmpegError;
import java.io.ByteArrayOutputStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * Writes one stream as CMAF fragments with FFmpeg's MP4 muxer, in memory: a fragment is a few seconds of video. The same packets make the
 * same bytes.
 *
 * <p>What is decoded before the first picture or sample is shown lies before zero and is hidden by an edit list, the one that players of
 * fragments apply: pictures are then shown at the times they have in the source, and sound begins where it did.
 */
final class FragmentMuxer implements AutoCloseable {
    private static final String FLAGS = "+frag_custom+empty_moov+delay_moov+default_base_moof+skip_trailer";

    private final AVFormatContext context;
    private final AVStream stream;

    FragmentMuxer(AVStream from) {
        context = new AVFormatContext(null);
        FfmpegError.check(avformat_alloc_output_context2(context, null, "mp4", null), "setting up fragments");
        openBuffer();
        context.flags(context.flags() | AVFMT_FLAG_BITEXACT);
        context.avoid_negative_ts(0); // the caller says where zero is
        stream = avformat_new_stream(context, null);
        try {
            describe(from);
            begin();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void describe(AVStream from) {
        FfmpegError.check(avcodec_parameters_copy(stream.codecpar(), from.codecpar()), "setting up fragments");
        try (IntPointer count = new IntPointer(1)) { // the picture was turned upright when it was scaled
            count.put(stream.codecpar().nb_coded_side_data());
            av_packet_side_data_remove(stream.codecpar().coded_side_data(), count, AV_PKT_DATA_DISPLAYMATRIX);
            stream.codecpar().nb_coded_side_data(count.get());
        }
        stream.time_base(from.time_base());
        stream.sample_aspect_ratio(from.sample_aspect_ratio());
        stream.avg_frame_rate(from.avg_frame_rate());
    }

    private void begin() {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "movflags", FLAGS, 0);
        av_dict_set(options, "use_editlist", "1", 0);
        av_dict_set(options, "brand", "cmfc", 0);
        try {
            FfmpegError.check(avformat_write_header(context, options), "writing fragments");
        } finally {
            av_dict_free(options);
        }
    }

    private void openBuffer() {
        AVIOContext memory = new AVIOContext(null);
        FfmpegError.check(avio_open_dyn_buf(memory), "writing fragments");
        context.pb(memory);
    }

    /** Returns the unit of the packets it takes. */
    AVRational timeBase() {
        return stream.time_base();
    }

    /** Takes a packet in its time base, in decoding order. */
    void write(AVPacket packet) {
        packet.stream_index(0);
        FfmpegError.check(av_write_frame(context, packet), "writing fragments");
    }

    /** Returns what the packets since the last call make; the first time, what comes before all fragments too. */
    byte[] flush(boolean first) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FfmpegError.check(av_write_frame(context, (AVPacket) null), "writing fragments");
        bytes.writeBytes(taken());
        if (first) { // what comes before all fragments may have been all that this wrote
            FfmpegError.check(av_write_frame(context, (AVPacket) null), "writing fragments");
            bytes.writeBytes(taken());
        }
        return bytes.toByteArray();
    }

    private byte[] taken() {
        BytePointer buffer = new BytePointer((BytePointer) null);
        int size = avio_close_dyn_buf(context.pb(), buffer);
        byte[] bytes = new byte[size];
        buffer.capacity(size).get(bytes);
        av_free(buffer);
        openBuffer();
        return bytes;
    }

    @Override
    public void close() {
        BytePointer rest = new BytePointer((BytePointer) null);
        avio_close_dyn_buf(context.pb(), rest);
        av_free(rest);
        context.pb(null);
        avformat_free_context(context);
    }
}
