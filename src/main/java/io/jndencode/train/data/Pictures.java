package io.jndencode.train.data;

import io.jndencode.JndException;
import io.jndencode.media.BgrImage;
import io.jndencode.media.read.PictureReader;
import io.jndencode.model.InputSize;
import java.nio.FloatBuffer;
import java.nio.file.Path;

/** Reads the dataset's pictures in the form that networks take. */
public final class Pictures {
    private Pictures() {}

    /** Decodes a picture and scales it to a network's size, as is done with frames of a video. */
    public static BgrImage read(Path file, InputSize size) {
        try {
            return PictureReader.read(file, size.width(), size.height());
        } catch (JndException.Input e) {
            throw new JndException.Model("A picture of the dataset cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes the three planes B, G, R of a picture or its mirror image, 0..255. */
    public static void planar(BgrImage picture, boolean mirrored, FloatBuffer into) {
        byte[] samples = picture.samples();
        int width = picture.width();
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < picture.height(); y++) {
                for (int x = 0; x < width; x++) {
                    into.put(samples[(y * width + (mirrored ? width - 1 - x : x)) * 3 + c] & 0xff);
                }
            }
        }
    }
}
