package io.jndencode.media.bitstream;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS;
import static org.bytedeco.ffmpeg.global.avutil.av_dynamic_hdr_plus_to_t35;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import io.jndencode.media.dolbyvision.DolbyVisionRpu;
import io.jndencode.media.ffmpeg.FfmpegError;
import org.bytedeco.ffmpeg.avutil.AVDynamicHDRPlus;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;

/**
 * A frame's own HDR metadata, for its packet.
 *
 * @param message the HDR10+ side data (SMPTE ST 2094-40) as an ITU-T T.35 message, from the country code on; empty for none
 * @param rpu the Dolby Vision metadata; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // passed on; equals is not used
public record DynamicHdr(byte[] message, @Nullable DolbyVisionRpu rpu) {
    /** Nothing of the kind. */
    public static final DynamicHdr NONE = new DynamicHdr(new byte[0], null);

    /** Country, provider, provider's code and application, which FFmpeg omits (CTA-861-H, S). */
    private static final byte[] BEGINNING = {(byte) 0xb5, 0x00, 0x3c, 0x00, 0x01, 0x04};

    /** Returns a frame's HDR10+ message; empty if it has none. */
    public static byte[] hdr10Plus(AVFrame frame) {
        AVFrameSideData data = av_frame_get_side_data(frame, AV_FRAME_DATA_DYNAMIC_HDR_PLUS);
        if (data == null || data.isNull()) {
            return new byte[0];
        }
        try (PointerPointer<BytePointer> made = new PointerPointer<>(1);
                SizeTPointer size = new SizeTPointer(1)) {
            made.put(0, null);
            AVDynamicHDRPlus values = new AVDynamicHDRPlus(data.data());
            FfmpegError.check(av_dynamic_hdr_plus_to_t35(values, made, size), "writing HDR10+ metadata");
            BytePointer written = made.get(BytePointer.class, 0);
            byte[] message = new byte[BEGINNING.length + (int) size.get()];
            System.arraycopy(BEGINNING, 0, message, 0, BEGINNING.length);
            written.get(message, BEGINNING.length, (int) size.get());
            av_free(written);
            return message;
        }
    }
}
