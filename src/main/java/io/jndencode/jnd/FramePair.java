package io.jndencode.jnd;

import io.jndencode.media.BgrImage;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A frame as a model sees it, of the model's input size.
 *
 * @param frame the frame
 * @param previous the one shown about a thirtieth of a second before it, in the same shot; null where there is none, as
 *     for a single picture: a model that looks at motion then takes the picture to stand still
 */
public record FramePair(BgrImage frame, @Nullable BgrImage previous) {
    public FramePair {
        Objects.requireNonNull(frame, "frame is null");
    }

    /** A picture without motion. */
    public static FramePair still(BgrImage frame) {
        return new FramePair(frame, null);
    }

    /** What the model sees of a shot. */
    public static List<FramePair> of(FoundShot<? extends Supplier<BgrImage>> shot) {
        return shot.samples().stream()
                .map(sample -> new FramePair(
                        sample.picture().get(),
                        sample.previous() == null ? null : sample.previous().get()))
                .toList();
    }

    BgrImage before() {
        return previous == null ? frame : previous;
    }
}
