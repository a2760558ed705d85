package io.jndencode.report;

import io.jndencode.media.BgrImage;
import io.jndencode.media.read.JavaCvFrames;
import io.jndencode.media.read.PictureWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A picture embedded in the page.
 *
 * @param uri {@code data:image/...;base64,...}
 * @param width in pixels
 * @param height in pixels
 */
record DataUri(String uri, int width, int height) {
    private static final float JPEG_QUALITY = 0.72f;

    /** Encodes every pixel unchanged. */
    static DataUri png(BgrImage image) {
        return new DataUri(base64("image/png", PictureWriter.png(image)), image.width(), image.height());
    }

    /** Encodes compactly. */
    static DataUri jpeg(BgrImage image) {
        BufferedImage picture = JavaCvFrames.buffered(image);
        try {
            return new DataUri(base64("image/jpeg", jpeg(picture)), picture.getWidth(), picture.getHeight());
        } catch (IOException e) {
            throw new UncheckedIOException("a picture could not be written to memory", e);
        }
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(data)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return data.toByteArray();
    }

    private static String base64(String type, byte[] data) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(data);
    }
}
