package io.jndencode.media.read;

import io.jndencode.media.BgrImage;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.Java2DFrameConverter;

/**
 * Converts pictures to and from JavaCV's {@link Frame} and Java's {@link BufferedImage}. Every result is a copy. Loads no native libraries
 * of JavaCV except JavaCPP's own.
 */
public final class JavaCvFrames {
    private JavaCvFrames() {}

    /** Returns a JavaCV frame of 8-bit BGR, which the caller closes. */
    public static Frame frame(BgrImage image) {
        Frame frame = new Frame(image.width(), image.height(), Frame.DEPTH_UBYTE, 3);
        ByteBuffer target = (ByteBuffer) frame.image[0];
        int row = image.width() * 3;
        for (int y = 0; y < image.height(); y++) {
            target.position(y * frame.imageStride);
            target.put(image.samples(), y * row, row);
        }
        target.position(0);
        return frame;
    }

    /**
     * Returns the picture of a JavaCV frame.
     *
     * @throws IllegalArgumentException if the frame is not an 8-bit picture of one (grey) or three (BGR) channels
     */
    public static BgrImage image(Frame frame) {
        boolean picture = frame.image != null && frame.image.length > 0 && frame.imageDepth == Frame.DEPTH_UBYTE;
        if (!picture || (frame.imageChannels != 3 && frame.imageChannels != 1)) {
            throw new IllegalArgumentException(
                    "a frame must hold an 8-bit picture of 1 or 3 channels, got depth %d, %d channels"
                            .formatted(frame.imageDepth, frame.imageChannels));
        }
        ByteBuffer source = ((ByteBuffer) frame.image[0]).duplicate();
        byte[] samples = new byte[frame.imageWidth * frame.imageHeight * 3];
        int at = 0;
        for (int y = 0; y < frame.imageHeight; y++) {
            for (int x = 0; x < frame.imageWidth; x++) {
                int from = y * frame.imageStride + x * frame.imageChannels;
                for (int channel = 0; channel < 3; channel++) {
                    samples[at++] = source.get(frame.imageChannels == 1 ? from : from + channel);
                }
            }
        }
        return new BgrImage(frame.imageWidth, frame.imageHeight, samples);
    }

    /** Returns a Java picture of type {@link BufferedImage#TYPE_3BYTE_BGR}. */
    public static BufferedImage buffered(BgrImage image) {
        try (Frame frame = frame(image);
                Java2DFrameConverter converter = new Java2DFrameConverter()) {
            return Java2DFrameConverter.cloneBufferedImage(converter.convert(frame));
        }
    }

    /** Converts a Java picture of any type; transparent pixels are drawn on black. */
    public static BgrImage image(BufferedImage image) {
        BufferedImage bgr = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = bgr.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        try (Java2DFrameConverter converter = new Java2DFrameConverter();
                Frame frame = converter.convert(bgr)) {
            return image(frame);
        }
    }
}
