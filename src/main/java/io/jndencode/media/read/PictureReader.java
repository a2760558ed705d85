package io.jndencode.media.read;

import io.jndencode.JndException;
import io.jndencode.media.BgrImage;
import io.jndencode.media.VideoStream;
import io.jndencode.media.input.StreamDescription;
import io.jndencode.media.input.VideoDecoder;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.picture.FramePictures;
import java.nio.file.Path;

/** Reads picture files of any kind FFmpeg decodes (PNG, JPEG, WebP, HEIC ...), in coded orientation, without alpha. */
public final class PictureReader {
    private PictureReader() {}

    /** Reads a picture in its own size. */
    public static BgrImage read(Path file) {
        return read(file, 0, 0);
    }

    /**
     * Reads a picture and scales it (bilinear).
     *
     * @param width columns wanted, 0 for the picture's own size
     * @param height rows wanted, 0 for the picture's own size
     */
    public static BgrImage read(Path file, int width, int height) {
        try (InputFile input = InputFile.open(file)) {
            int index = input.bestVideo();
            if (index < 0) {
                throw new JndException.Input(file + " is not a picture.");
            }
            try (VideoDecoder decoder = VideoDecoder.open(input, index, 1)) {
                decoder.strict();
                if (!decoder.next()) {
                    throw new JndException.Input(
                            file + " is a picture that cannot be decoded: it is damaged or truncated.");
                }
                VideoStream stream = StreamDescription.video(input, decoder);
                try (FramePictures pictures = new FramePictures(stream)) {
                    return pictures.bgr(
                            decoder.frame(),
                            width == 0 ? stream.geometry().width() : width,
                            height == 0 ? stream.geometry().height() : height);
                }
            }
        }
    }
}
