package io.jndencode.jnd.inference;

import io.jndencode.jnd.InputSpec;
import io.jndencode.media.BgrImage;
import io.jndencode.media.CodingCost;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.modelinput.ModelInputRenderer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A frame as a model sees it.
 *
 * @param frame the frame, of the model's input size
 * @param previous the one shown about a thirtieth of a second before it, in the same shot; null where there is none, as
 *     for a single picture: a model that looks at motion then takes the picture to stand still
 * @param probe how well the frame codes after the one before it; null where it was not tried
 */
public record FramePair(
        BgrImage frame,
        @Nullable BgrImage previous,
        @Nullable CodingCost probe) {
    public FramePair {
        Objects.requireNonNull(frame, "frame is null");
    }

    /** A picture without motion that was not coded in a trial. */
    public static FramePair still(BgrImage frame) {
        return new FramePair(frame, null, null);
    }

    /** As much as a model wants to see of a frame and the one before it, null where there is none. */
    public static FramePair of(
            SourcePicture frame, @Nullable SourcePicture previous, ModelInputRenderer renderer, JndModel model) {
        InputSpec input = model.input();
        return new FramePair(
                renderer.bgr(frame, input.width(), input.height()),
                previous == null || !model.usesPreviousFrame()
                        ? null
                        : renderer.bgr(previous, input.width(), input.height()),
                model.usesProbeEncode() ? renderer.probe(previous == null ? frame : previous, frame) : null);
    }

    BgrImage before() {
        return previous == null ? frame : previous;
    }
}
