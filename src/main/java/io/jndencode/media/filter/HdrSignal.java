package io.jndencode.media.filter;

import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** HDR pictures, and what describes them alone: filters that make an SDR picture of one leave it on the frames, or in the container. */
public final class HdrSignal {
    private static final Set<Integer> TRANSFERS = Set.of(AVCOL_TRC_SMPTE2084, AVCOL_TRC_ARIB_STD_B67);

    private static final Set<Integer> DESCRIPTIONS = Set.of(
            AV_FRAME_DATA_MASTERING_DISPLAY_METADATA,
            AV_FRAME_DATA_CONTENT_LIGHT_LEVEL,
            AV_FRAME_DATA_AMBIENT_VIEWING_ENVIRONMENT,
            AV_FRAME_DATA_DYNAMIC_HDR_PLUS,
            AV_FRAME_DATA_DYNAMIC_HDR_VIVID,
            AV_FRAME_DATA_DOVI_RPU_BUFFER,
            AV_FRAME_DATA_DOVI_METADATA);

    private HdrSignal() {}

    /** Returns whether pictures with this transfer, once HDR, are so no more. */
    public static boolean isLost(int before, int after) {
        return TRANSFERS.contains(before) && !TRANSFERS.contains(after) && after != AVCOL_TRC_UNSPECIFIED;
    }

    /** Returns whether side data of frames of this type describes HDR pictures alone. */
    public static boolean describes(int type) {
        return DESCRIPTIONS.contains(type);
    }

    /** Removes from a frame what describes it as HDR. */
    static void remove(AVFrame frame) {
        DESCRIPTIONS.forEach(type -> av_frame_remove_side_data(frame, type));
    }
}
