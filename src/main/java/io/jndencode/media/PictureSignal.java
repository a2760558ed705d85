package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_BT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_TT;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_UNSPECIFIED;

import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Signalling that the first frame of a video determines for all its frames. The stream may change later, but the parameter sets of its
 * encode must be the same from the first shot to the last, on whatever machine and from whichever frame a shot is encoded.
 *
 * @param sar sample aspect ratio to write, 0/1 for none
 * @param codedSar the one the first frame itself has, which the container may have overruled; 0/1 for none
 * @param primaries FFmpeg's number; so are the next four
 * @param transfer transfer characteristic
 * @param matrix YUV matrix
 * @param range range of the samples
 * @param chromaLocation location of the chroma samples
 * @param topFieldFirst whether the upper field of an interlaced frame comes first
 */
public record PictureSignal(
        Rational sar,
        Rational codedSar,
        int primaries,
        int transfer,
        int matrix,
        int range,
        int chromaLocation,
        boolean topFieldFirst) {
    /** A progressive video without any tags. */
    public static final PictureSignal UNTAGGED = new PictureSignal(
            Rational.UNKNOWN,
            Rational.UNKNOWN,
            AVCOL_PRI_UNSPECIFIED,
            AVCOL_TRC_UNSPECIFIED,
            AVCOL_SPC_UNSPECIFIED,
            AVCOL_RANGE_UNSPECIFIED,
            AVCHROMA_LOC_UNSPECIFIED,
            false);

    public PictureSignal {
        Objects.requireNonNull(sar, "sar is null");
        Objects.requireNonNull(codedSar, "codedSar is null");
    }

    /**
     * Reads the signalling of a video from its first frame.
     *
     * @param shown the aspect ratio by frame and container, 1/1 if neither gives one
     */
    public static PictureSignal of(AVFrame first, AVCodecParameters stream, Rational shown) {
        boolean interlaced = (first.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0;
        int order = stream.field_order();
        boolean top = interlaced
                ? (first.flags() & AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST) != 0
                : order == AV_FIELD_TT || order == AV_FIELD_BT;
        Rational coded = new Rational(
                first.sample_aspect_ratio().num(), first.sample_aspect_ratio().den());
        boolean tagged = coded.num() != 0 || shown.num() != shown.den();
        return new PictureSignal(
                tagged ? shown : Rational.UNKNOWN,
                coded,
                first.color_primaries(),
                first.color_trc(),
                first.colorspace(),
                first.color_range(),
                first.chroma_location(),
                top);
    }

    /** Gives a frame the tags of the first one; its samples do not change. */
    public void tag(AVFrame frame, boolean interlacedVideo) {
        frame.sample_aspect_ratio().num((int) sar.num()).den((int) sar.den());
        frame.color_primaries(primaries);
        frame.color_trc(transfer);
        frame.colorspace(matrix);
        frame.color_range(range);
        frame.chroma_location(chromaLocation);
        boolean interlaced = (frame.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0;
        if (interlacedVideo && !interlaced && topFieldFirst) {
            // A progressive frame has no field order: when coded as two fields, it takes that of the other frames.
            frame.flags(frame.flags() | AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST);
        }
    }

    /** Returns whether a frame's tags differ in a way that no conversion of its samples can remove. */
    public boolean tagsDiffer(AVFrame frame) {
        long num = frame.sample_aspect_ratio().num();
        long den = frame.sample_aspect_ratio().den();
        Rational usual = codedSar.known() ? codedSar : sar;
        boolean otherShape = usual.known() && num > 0 && den > 0 && num * usual.den() != den * usual.num();
        return otherShape
                || (frame.color_primaries() != primaries && frame.color_primaries() != AVCOL_PRI_UNSPECIFIED)
                || (frame.color_trc() != transfer && frame.color_trc() != AVCOL_TRC_UNSPECIFIED)
                || (matrix == AVCOL_SPC_UNSPECIFIED && frame.colorspace() != AVCOL_SPC_UNSPECIFIED);
    }

    /** Returns whether a frame uses another YUV matrix, both being known. */
    public boolean matrixDiffers(AVFrame frame) {
        return matrix != AVCOL_SPC_UNSPECIFIED
                && frame.colorspace() != AVCOL_SPC_UNSPECIFIED
                && matrix != frame.colorspace();
    }
}
