package io.jndencode.jnd.inference;

import io.jndencode.jnd.InputSpec;
import io.jndencode.media.BgrImage;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.modelinput.ModelInputRenderer;
import io.jndencode.media.modelinput.ProbeCost;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a model for one frame.
 *
 * @param frame the frame, of the model's input size
 * @param previous the frame shown about a thirtieth of a second earlier in the same shot; null if there is none, as for a single
 *     picture, in which case a model that uses motion assumes none
 * @param probe cost of coding the frame after the previous one; null if it was not measured
 */
public record FramePair(
        BgrImage frame,
        @Nullable BgrImage previous,
        @Nullable ProbeCost probe) {
    public FramePair {
        Objects.requireNonNull(frame, "frame is null");
    }

    /** Creates the input for a picture without motion and without a probe encode. */
    public static FramePair still(BgrImage frame) {
        return new FramePair(frame, null, null);
    }

    /** Creates the inputs a model uses of a frame and the previous one, which is null if there is none. */
    public static FramePair of(
            SourcePicture frame, @Nullable SourcePicture previous, ModelInputRenderer renderer, JndModel model) {
        InputSpec input = model.input();
        return new FramePair(
                renderer.bgr(frame, input.width(), input.height()),
                previous == null || !model.usesPreviousFrame()
                        ? null
                        : renderer.bgr(previous, input.width(), input.height()),
                model.usesProbeEncode() ? renderer.probeCost(previous == null ? frame : previous, frame) : null);
    }

    BgrImage before() {
        return previous == null ? frame : previous;
    }
}
