package io.jndencode.media.read;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import io.jndencode.JndException;
import io.jndencode.file.WholeFile;
import io.jndencode.media.BgrImage;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Writes pictures as PNG, losslessly. */
public final class PictureWriter {
    private PictureWriter() {}

    /** Writes a PNG file atomically, replacing an existing one: the file is always complete. */
    public static void png(BgrImage image, Path file) {
        byte[] data = png(image);
        try {
            WholeFile.write(file, beside -> Files.write(beside, data));
        } catch (IOException e) {
            throw new JndException.Encode("The picture %s cannot be written: %s.".formatted(file, e.getMessage()), e);
        }
    }

    /** Returns the bytes of a PNG file. */
    public static byte[] png(BgrImage image) {
        FfmpegNatives.load();
        AVCodec encoder = avcodec_find_encoder(AV_CODEC_ID_PNG);
        AVCodecContext codec = avcodec_alloc_context3(encoder);
        AVFrame frame = av_frame_alloc();
        AVPacket packet = av_packet_alloc();
        AVDictionary options = new AVDictionary(null);
        try {
            codec.width(image.width()).height(image.height()).pix_fmt(AV_PIX_FMT_RGB24);
            codec.time_base().num(1).den(1);
            codec.thread_count(1);
            av_dict_set(options, "pred", "mixed", 0);
            require(avcodec_open2(codec, encoder, options));
            fill(frame, image);
            require(avcodec_send_frame(codec, frame));
            require(avcodec_receive_packet(codec, packet));
            byte[] data = new byte[packet.size()];
            packet.data().get(data);
            return data;
        } finally {
            av_dict_free(options);
            av_packet_free(packet);
            av_frame_free(frame);
            avcodec_free_context(codec);
        }
    }

    private static void fill(AVFrame frame, BgrImage image) {
        frame.width(image.width()).height(image.height()).format(AV_PIX_FMT_RGB24);
        require(av_frame_get_buffer(frame, 0));
        BytePointer rows = frame.data(0);
        byte[] row = new byte[image.width() * 3];
        for (int y = 0; y < image.height(); y++) {
            int from = y * row.length;
            for (int x = 0; x < row.length; x += 3) {
                row[x] = image.samples()[from + x + 2];
                row[x + 1] = image.samples()[from + x + 1];
                row[x + 2] = image.samples()[from + x];
            }
            rows.position((long) y * frame.linesize(0)).put(row, 0, row.length);
        }
    }

    private static void require(int status) {
        if (status < 0) {
            throw new IllegalStateException("FFmpeg's PNG encoder failed: " + FfmpegNatives.error(status));
        }
    }
}
