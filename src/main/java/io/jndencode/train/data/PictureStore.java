package io.jndencode.train.data;

import io.jndencode.media.BgrImage;
import io.jndencode.model.InputSize;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Pictures at the models' size, decoded once and kept in memory up to a bound; what does not fit is decoded each time.
 *
 * <p>To be used by one thread.
 */
public final class PictureStore {
    private static final long USUAL_BYTES = 1L << 30;

    private final InputSize size;
    private final Map<Path, BgrImage> kept = new HashMap<>();
    private long room;

    public PictureStore(InputSize size) {
        this(size, USUAL_BYTES);
    }

    PictureStore(InputSize size, long maxBytes) {
        this.size = size;
        this.room = maxBytes;
    }

    BgrImage picture(Path file) {
        BgrImage known = kept.get(file);
        if (known != null) {
            return known;
        }
        BgrImage read = Pictures.read(file, size);
        if (room >= read.samples().length) {
            room -= read.samples().length;
            kept.put(file, read);
        }
        return read;
    }
}
