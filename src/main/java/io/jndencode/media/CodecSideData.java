package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.jspecify.annotations.Nullable;

/** Reads side data that a container gives for a whole stream, beside its codec parameters. */
public final class CodecSideData {
    private CodecSideData() {}

    /** Returns the side data of a type (AV_PKT_DATA_*); null if there is none. It belongs to {@code parameters}. */
    public static @Nullable AVPacketSideData of(AVCodecParameters parameters, int type) {
        if (parameters.nb_coded_side_data() == 0) {
            return null;
        }
        AVPacketSideData found =
                av_packet_side_data_get(parameters.coded_side_data(), parameters.nb_coded_side_data(), type);
        return found == null || found.isNull() ? null : found;
    }
}
