package io.jndencode.media.picture;

import io.jndencode.media.SourcePicture;
import java.util.function.Supplier;

/**
 * A picture of a frame of a {@code VideoReader}, made on demand, on any thread, while the reader is open. Callers must discard pictures
 * they do not need, because the reader keeps the frame until then, as far as it has room.
 */
public interface LazyPicture extends Supplier<SourcePicture> {
    /** Releases the frame; the picture must not be requested afterwards. */
    void discard();
}
