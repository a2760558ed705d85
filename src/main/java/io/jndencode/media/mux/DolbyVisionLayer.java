package io.jndencode.media.mux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DOVI_CONF;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import io.jndencode.JndException;
import io.jndencode.media.CodecSideData;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.read.FirstFrame;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.BytePointer;

/** Checks whether the base layer of a Dolby Vision video is usable without its metadata. */
public final class DolbyVisionLayer {
    /** Byte offsets in AVDOVIDecoderConfigurationRecord (libavutil/dovi_meta.h), which has no Java class. */
    private static final int PROFILE_AT = 2;

    private static final int COMPATIBILITY_AT = 7;

    /** Profiles whose pictures may use Dolby's own colours: HEVC's 5 and AV1's 10, if declared compatible with nothing. */
    private static final List<Integer> OWN_COLOURS = List.of(5, 10);

    private DolbyVisionLayer() {}

    /**
     * Refuses a video whose colours are wrong without metadata that cannot be kept, unless the user accepts that.
     *
     * @param keep whether dynamic HDR is to be kept
     */
    public static void check(MediaInfo source, FirstFrame first, boolean keep) {
        AVPacketSideData found = CodecSideData.of(first.stream().codecpar(), AV_PKT_DATA_DOVI_CONF);
        if (!keep || found == null || found.size() <= COMPATIBILITY_AT) {
            return;
        }
        BytePointer record = found.data();
        int profile = record.get(PROFILE_AT) & 0xff;
        boolean compatible = (record.get(COMPATIBILITY_AT) & 0xff) != 0;
        if (!compatible && OWN_COLOURS.contains(profile)) {
            throw new JndException.Usage(
                    "%s is Dolby Vision of profile %d, whose pictures have wrong colours without metadata that cannot be kept: give --dynamic-hdr drop to encode them all the same"
                            .formatted(source.file(), profile));
        }
    }

    /** Returns one sentence if HDR10+ is dropped at the user's request; otherwise empty. */
    public static List<String> dropped(FirstFrame first, boolean keep) {
        AVFrameSideData data = av_frame_get_side_data(first.frame(), AV_FRAME_DATA_DYNAMIC_HDR_PLUS);
        return keep || data == null || data.isNull()
                ? List.of()
                : List.of("the HDR10+ metadata (scene by scene; the static values stay) was left out, as asked for");
    }
}
