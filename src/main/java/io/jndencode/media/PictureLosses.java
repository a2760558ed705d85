package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_AFD;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DOVI_METADATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DOVI_RPU_BUFFER;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_VIVID;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_PANSCAN;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_S12M_TIMECODE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;

/** What of a source's picture H.264 as x264 writes it cannot hold: told, never lost in silence. */
final class PictureLosses {
    private static final Map<Integer, String> UNWRITABLE = new LinkedHashMap<>();

    static {
        UNWRITABLE.put(AV_FRAME_DATA_DYNAMIC_HDR_PLUS, "the HDR10+ metadata (scene by scene; the static values stay)");
        UNWRITABLE.put(AV_FRAME_DATA_DYNAMIC_HDR_VIVID, "the HDR Vivid metadata");
        UNWRITABLE.put(AV_FRAME_DATA_PANSCAN, "the pan-and-scan hints");
        UNWRITABLE.put(AV_FRAME_DATA_AFD, "the active format description");
        UNWRITABLE.put(AV_FRAME_DATA_S12M_TIMECODE, "the time code inside the pictures");
    }

    private PictureLosses() {}

    /**
     * One sentence for each loss.
     *
     * @param format the pixel format of the encode, FFmpeg's name
     */
    static List<String> of(MediaInfo source, FirstFrame first, String format) {
        List<String> losses = new ArrayList<>();
        pixels(source.video(), first.frame(), format, losses);
        HdrMetadata hdr = source.video().hdr();
        boolean dolby = hdr != null && hdr.dolbyVision() != null;
        if (dolby
                || has(first.frame(), AV_FRAME_DATA_DOVI_RPU_BUFFER)
                || has(first.frame(), AV_FRAME_DATA_DOVI_METADATA)) {
            losses.add("the Dolby Vision metadata cannot be kept in H.264 and was left out: the output is the plain "
                    + plain(source.video().color()) + " picture");
        }
        UNWRITABLE.forEach((type, name) -> {
            if (has(first.frame(), type)) {
                losses.add(name + " cannot be kept in H.264 and was left out");
            }
        });
        if (first.views() > 1) {
            losses.add("the video holds %d views (stereo); only the first was encoded".formatted(first.views()));
        }
        return losses;
    }

    private static void pixels(VideoStream video, AVFrame first, String format, List<String> losses) {
        if ((av_pix_fmt_desc_get(first.format()).flags() & AV_PIX_FMT_FLAG_ALPHA) != 0) {
            losses.add("the transparency of the video (" + video.pixelFormat()
                    + ") cannot be kept in H.264 and was left out");
        } else if (!format.equals(video.pixelFormat())) {
            losses.add("the pixel format %s became %s".formatted(video.pixelFormat(), format));
        }
    }

    private static String plain(ColorTags color) {
        return switch (color.transfer()) {
            case "smpte2084" -> "HDR10";
            case "arib-std-b67" -> "HLG";
            default -> "SDR";
        };
    }

    private static boolean has(AVFrame frame, int type) {
        AVFrameSideData data = av_frame_get_side_data(frame, type);
        return data != null && !data.isNull();
    }
}
