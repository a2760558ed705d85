package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;

/**
 * Margins of the decoded pictures that a container tells players to hide (Matroska's PixelCrop, MP4's clean aperture). The whole pictures
 * are coded, but only the visible part is judged.
 *
 * @param top rows; all margins are in pixels
 */
public record Cropping(int top, int bottom, int left, int right) {
    /** Nothing is hidden. */
    public static final Cropping NONE = new Cropping(0, 0, 0, 0);

    public Cropping {
        if (top < 0 || bottom < 0 || left < 0 || right < 0) {
            throw new IllegalArgumentException("margins of %d, %d, %d, %d pixels".formatted(top, bottom, left, right));
        }
    }

    /** Returns the margins a container gives for a stream; {@link #NONE} if they would hide pictures of this size completely. */
    public static Cropping of(AVCodecParameters stream, int width, int height) {
        AVPacketSideData data = CodecSideData.of(stream, AV_PKT_DATA_FRAME_CROPPING);
        if (data == null || data.size() < 4 * Integer.BYTES) {
            return NONE;
        }
        ByteBuffer margins = data.data().capacity(data.size()).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long top = margins.getInt() & 0xffffffffL;
        long bottom = margins.getInt() & 0xffffffffL;
        long left = margins.getInt() & 0xffffffffL;
        long right = margins.getInt() & 0xffffffffL;
        boolean inside = left + right < width && top + bottom < height;
        return inside ? new Cropping((int) top, (int) bottom, (int) left, (int) right) : NONE;
    }

    /** Returns whether anything is hidden. */
    public boolean any() {
        return !equals(NONE);
    }
}
