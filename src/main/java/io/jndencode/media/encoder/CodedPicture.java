package io.jndencode.media.encoder;

import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_PROGRESSIVE;

import io.jndencode.media.Rational;

/**
 * What an encoder is told of the pictures it will be given: the same for every shot of a job.
 *
 * @param bitDepth of the samples
 * @param fieldOrder FFmpeg's number
 * @param frameRate average
 */
public record CodedPicture(int width, int height, int bitDepth, int fieldOrder, Rational frameRate) {
    /** Pictures that are whole, of 8 bits: what the parameters of programs follow from. */
    public static CodedPicture progressive(int width, int height, Rational frameRate) {
        return new CodedPicture(width, height, 8, AV_FIELD_PROGRESSIVE, frameRate);
    }
}
