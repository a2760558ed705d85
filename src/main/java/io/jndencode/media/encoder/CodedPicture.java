package io.jndencode.media.encoder;

import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_PROGRESSIVE;

import io.jndencode.media.Rational;

/**
 * Properties of an encoder's input pictures, the same for every shot of a job.
 *
 * @param bitDepth bit depth of the samples
 * @param fieldOrder FFmpeg's number
 * @param frameRate average
 */
public record CodedPicture(int width, int height, int bitDepth, int fieldOrder, Rational frameRate) {
    /** Creates progressive 8-bit pictures, for which encoder parameters are derived. */
    public static CodedPicture progressive(int width, int height, Rational frameRate) {
        return new CodedPicture(width, height, 8, AV_FIELD_PROGRESSIVE, frameRate);
    }
}
