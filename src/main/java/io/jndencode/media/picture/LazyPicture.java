package io.jndencode.media.picture;

import io.jndencode.media.SourcePicture;
import java.util.function.Supplier;

/**
 * A picture of a frame a {@code VideoReader} stood on, made when it is asked for, on any thread, as long as the reader is open. Whoever
 * will not ask says so: the reader keeps the frame itself until then, as far as it has room.
 */
public interface LazyPicture extends Supplier<SourcePicture> {
    /** Says that nobody will ask for the picture any more. */
    void discard();
}
