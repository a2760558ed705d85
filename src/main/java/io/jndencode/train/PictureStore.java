package io.jndencode.train;

import io.jndencode.media.BgrImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Pictures at the models' size, decoded once and kept in memory up to a bound; what does not fit is decoded each time.
 *
 * <p>For one thread.
 */
final class PictureStore {
    private final int width;
    private final int height;
    private final Map<Path, BgrImage> kept = new HashMap<>();
    private long room;

    PictureStore(int width, int height, long maxBytes) {
        this.width = width;
        this.height = height;
        this.room = maxBytes;
    }

    BgrImage picture(Path file) {
        BgrImage known = kept.get(file);
        if (known != null) {
            return known;
        }
        BgrImage read = Resize.to(Pictures.read(file), width, height);
        if (room >= read.samples().length) {
            room -= read.samples().length;
            kept.put(file, read);
        }
        return read;
    }
}
