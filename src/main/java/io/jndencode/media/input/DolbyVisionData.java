package io.jndencode.media.input;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DOVI_CONF;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DOVI_METADATA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import io.jndencode.media.CodecSideData;
import io.jndencode.media.HdrMetadata.DolbyVision;
import io.jndencode.media.dolbyvision.DolbyVisionRpu;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Reads what a video says of its Dolby Vision metadata. */
final class DolbyVisionData {
    /** Byte offsets in AVDOVIDecoderConfigurationRecord (libavutil/dovi_meta.h), which has no Java class. */
    private static final int PROFILE_AT = 2;

    private static final int LEVEL_AT = 3;
    private static final int COMPATIBILITY_AT = 7;
    private static final int COMPRESSION_AT = 8;

    private DolbyVisionData() {}

    /** Returns the configuration; null if neither the container nor the first frame has any. */
    static @Nullable DolbyVision read(AVCodecParameters parameters, AVFrame first) {
        Optional<DolbyVisionRpu.Header> header = DolbyVisionRpu.of(first).map(DolbyVisionRpu::header);
        boolean whole = header.map(DolbyVisionRpu.Header::alone).orElse(false);
        AVPacketSideData found = CodecSideData.of(parameters, AV_PKT_DATA_DOVI_CONF);
        if (found != null && found.size() > COMPRESSION_AT) {
            BytePointer data = found.data();
            return new DolbyVision(
                    data.get(PROFILE_AT) & 0xff,
                    data.get(LEVEL_AT) & 0xff,
                    data.get(COMPATIBILITY_AT) & 0xff,
                    whole && data.get(COMPRESSION_AT) == 0);
        }
        if (header.isPresent()) {
            int profile = header.get().profile();
            return new DolbyVision(profile, 0, profile == 5 ? 0 : compatibility(first.color_trc()), whole);
        }
        AVFrameSideData parsed = av_frame_get_side_data(first, AV_FRAME_DATA_DOVI_METADATA);
        return parsed == null || parsed.isNull()
                ? null
                : new DolbyVision(0, 0, compatibility(first.color_trc()), false);
    }

    private static int compatibility(int transfer) {
        return switch (transfer) {
            case AVCOL_TRC_SMPTE2084 -> 1;
            case AVCOL_TRC_BT709 -> 2;
            case AVCOL_TRC_ARIB_STD_B67 -> 4;
            default -> 0;
        };
    }
}
