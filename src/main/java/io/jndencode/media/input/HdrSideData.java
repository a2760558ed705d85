package io.jndencode.media.input;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import io.jndencode.media.CodecSideData;
import io.jndencode.media.HdrMetadata;
import io.jndencode.media.HdrMetadata.ContentLight;
import io.jndencode.media.HdrMetadata.DolbyVision;
import io.jndencode.media.HdrMetadata.MasteringDisplay;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVContentLightMetadata;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVMasteringDisplayMetadata;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Reads static HDR metadata from the container (the stream's side data), otherwise from the bitstream (the first frame's). */
final class HdrSideData {
    private HdrSideData() {}

    static @Nullable HdrMetadata read(AVCodecParameters parameters, AVFrame first) {
        MasteringDisplay mastering = mastering(parameters, first);
        ContentLight light = light(parameters, first);
        DolbyVision dolby = DolbyVisionData.read(parameters, first);
        return mastering == null && light == null && dolby == null ? null : new HdrMetadata(mastering, light, dolby);
    }

    private static @Nullable BytePointer data(
            AVCodecParameters parameters, int packetType, AVFrame first, int frameType) {
        AVPacketSideData inStream = CodecSideData.of(parameters, packetType);
        if (inStream != null) {
            return inStream.data();
        }
        AVFrameSideData inFrame = av_frame_get_side_data(first, frameType);
        return inFrame == null || inFrame.isNull() ? null : inFrame.data();
    }

    private static @Nullable MasteringDisplay mastering(AVCodecParameters parameters, AVFrame first) {
        BytePointer found = data(
                parameters, AV_PKT_DATA_MASTERING_DISPLAY_METADATA, first, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA);
        if (found == null) {
            return null;
        }
        AVMasteringDisplayMetadata data = new AVMasteringDisplayMetadata(found);
        String primaries = data.has_primaries() == 0
                ? ""
                : "R" + point(data, 0) + "G" + point(data, 1) + "B" + point(data, 2)
                        + point("WP", data.white_point(0), data.white_point(1));
        boolean luminance = data.has_luminance() != 0;
        return new MasteringDisplay(
                primaries, luminance ? value(data.min_luminance()) : 0, luminance ? value(data.max_luminance()) : 0);
    }

    private static String point(AVMasteringDisplayMetadata data, int color) {
        return point("", data.display_primaries(color, 0), data.display_primaries(color, 1));
    }

    private static String point(String name, AVRational x, AVRational y) {
        return String.format(Locale.ROOT, "%s(%.4f,%.4f)", name, value(x), value(y));
    }

    private static double value(AVRational rational) {
        return rational.den() == 0 ? 0 : (double) rational.num() / rational.den();
    }

    private static @Nullable ContentLight light(AVCodecParameters parameters, AVFrame first) {
        BytePointer found = data(parameters, AV_PKT_DATA_CONTENT_LIGHT_LEVEL, first, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL);
        if (found == null) {
            return null;
        }
        AVContentLightMetadata data = new AVContentLightMetadata(found);
        return new ContentLight(data.MaxCLL(), data.MaxFALL());
    }
}
