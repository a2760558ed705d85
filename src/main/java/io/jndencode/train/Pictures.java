package io.jndencode.train;

import io.jndencode.JndException;
import io.jndencode.media.BgrImage;
import io.jndencode.model.InputSize;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;

/** Reads and writes the dataset's pictures. */
public final class Pictures {
    private Pictures() {}

    /** Decodes a picture at its own size; transparency is laid on black. */
    public static BgrImage read(Path file) {
        BufferedImage decoded;
        try {
            decoded = ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new JndException.Model("The picture %s cannot be read; it may be cut short.".formatted(file), e);
        }
        if (decoded == null) {
            throw new JndException.Model("%s is not a picture this program can read (png, jpg, bmp).".formatted(file));
        }
        BufferedImage bgr = decoded;
        if (decoded.getType() != BufferedImage.TYPE_3BYTE_BGR) {
            bgr = new BufferedImage(decoded.getWidth(), decoded.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = bgr.createGraphics();
            graphics.drawImage(decoded, 0, 0, null);
            graphics.dispose();
        }
        byte[] samples = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
        return new BgrImage(bgr.getWidth(), bgr.getHeight(), samples);
    }

    /** Decodes a picture and brings it to a network's size. */
    static BgrImage read(Path file, InputSize size) {
        return Resize.to(read(file), size.width(), size.height());
    }

    /** Writes a PNG beside and moves it into place, so that what exists is whole. */
    public static void write(BgrImage image, Path file) throws IOException {
        BufferedImage buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] samples = ((DataBufferByte) buffered.getRaster().getDataBuffer()).getData();
        System.arraycopy(image.samples(), 0, samples, 0, samples.length);
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        if (!ImageIO.write(buffered, "png", beside.toFile())) {
            throw new IOException("no PNG writer in this Java runtime");
        }
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Three planes B, G, R of a picture or of its mirror image, 0..255. */
    static void planar(BgrImage picture, boolean mirrored, FloatBuffer into) {
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
