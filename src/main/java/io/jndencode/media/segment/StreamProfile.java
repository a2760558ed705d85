package io.jndencode.media.segment;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;

import io.jndencode.media.ffmpeg.FfmpegError;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/**
 * Decoding properties from the headers of a stream, which libavcodec's x265 wrapper does not report.
 *
 * @param profile FFmpeg's number
 * @param level FFmpeg's number
 * @param reorderDepth most frames by which decoding order runs ahead of presentation order
 */
record StreamProfile(int profile, int level, int reorderDepth) {
    /** Reads the properties of an open encoder's stream. */
    static StreamProfile of(AVCodecContext encoder) {
        return encoder.codec_id() == AV_CODEC_ID_HEVC
                ? read(encoder)
                : new StreamProfile(encoder.profile(), encoder.level(), encoder.has_b_frames());
    }

    private static StreamProfile read(AVCodecContext encoder) {
        AVCodec codec = avcodec_find_decoder(encoder.codec_id());
        AVCodecContext decoder = avcodec_alloc_context3(codec);
        AVCodecParameters parameters = avcodec_parameters_alloc();
        try {
            FfmpegError.check(avcodec_parameters_from_context(parameters, encoder), "describing the stream");
            FfmpegError.check(avcodec_parameters_to_context(decoder, parameters), "describing the stream");
            decoder.thread_count(1);
            FfmpegError.check(avcodec_open2(decoder, codec, (AVDictionary) null), "reading the headers of the stream");
            return new StreamProfile(decoder.profile(), decoder.level(), decoder.has_b_frames());
        } finally {
            avcodec_parameters_free(parameters);
            avcodec_free_context(decoder);
        }
    }
}
