package io.jndencode.media.segment;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.bitstream.DynamicHdr;
import io.jndencode.media.dolbyvision.ActiveArea;
import io.jndencode.media.dolbyvision.DolbyVisionRpu;
import io.jndencode.media.dolbyvision.PictureMove;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.read.FrameSource;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Takes from each frame the HDR metadata of its own that its packet is to carry.
 *
 * @param hdr10Plus whether HDR10+ is wanted and can be kept
 * @param dolbyVision whether Dolby Vision is
 * @param move what filters do to the active area that it names
 */
record Carriage(boolean hdr10Plus, boolean dolbyVision, ActiveArea.Move move) {
    Carriage(EncoderSettings settings, MediaInfo source, boolean dolbyVision) {
        this(
                settings.dynamicHdr() && settings.encoder().keeps(AV_FRAME_DATA_DYNAMIC_HDR_PLUS),
                dolbyVision,
                PictureMove.of(source).orElse(ActiveArea.Move.NONE));
    }

    DynamicHdr of(FrameSource reader) {
        if (!hdr10Plus && !dolbyVision) {
            return DynamicHdr.NONE;
        }
        byte[] message = hdr10Plus ? DynamicHdr.hdr10Plus(reader.frame()) : new byte[0];
        return new DynamicHdr(message, dolbyVision ? rpu(reader) : null);
    }

    private @Nullable DolbyVisionRpu rpu(FrameSource reader) {
        AVFrame frame = reader.frame();
        DolbyVisionRpu found = DolbyVisionRpu.of(frame).orElse(null);
        if (found == null) {
            return null;
        }
        DolbyVisionRpu moved = move.equals(ActiveArea.Move.NONE)
                ? found
                : found.moved(frame, move).orElse(null);
        if (moved == null || !found.header().alone()) {
            throw new JndException.Encode("%s: the Dolby Vision metadata at frame %d %s: give --dynamic-hdr drop"
                    .formatted(
                            reader.info().file(),
                            reader.index(),
                            moved == null
                                    ? "has an active area that cannot be moved with the picture"
                                    : "refers to that of another frame, which cannot be kept"));
        }
        return moved;
    }
}
