package io.jndencode.media.encoder;

import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import io.jndencode.JndException;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;

/** Checks before any work whether an encoder can code pictures of a format and size. */
public final class PictureLimits {
    private PictureLimits() {}

    /**
     * Throws {@link JndException.Usage} if an encoder cannot code such pictures.
     *
     * @param pixelFormat FFmpeg's number of the format to encode in
     */
    public static void check(VideoEncoder encoder, int pixelFormat, int width, int height, boolean interlaced) {
        AVPixFmtDescriptor format = av_pix_fmt_desc_get(pixelFormat);
        boolean oddWidth = format.log2_chroma_w() > 0 && width % 2 != 0;
        boolean oddHeight = format.log2_chroma_h() > 0 && height % 2 != 0;
        if (!encoder.codesOddSizes() && (oddWidth || oddHeight)) {
            throw new JndException.Usage("%s cannot hold pictures of %dx%d in %s, only even sizes: give --pix-fmt %s"
                    .formatted(
                            encoder.standard(), width, height, format.name().getString(), unsampled(encoder, format)));
        }
        if (interlaced && !encoder.codesFields()) {
            throw new JndException.Usage(
                    "%s cannot code interlaced video as %s: give --encoder x264, or deinterlace it first"
                            .formatted(encoder.id(), encoder.standard()));
        }
        if (width < encoder.leastSide() || height < encoder.leastSide()) {
            throw new JndException.Usage("%s cannot code pictures of %dx%d, only from %dx%<d on: give --encoder x264"
                    .formatted(encoder.id(), width, height, encoder.leastSide()));
        }
    }

    /** Returns a format of the same bit depth without chroma subsampling. */
    private static String unsampled(VideoEncoder encoder, AVPixFmtDescriptor like) {
        return encoder.pixelFormats().stream()
                .filter(name -> {
                    AVPixFmtDescriptor format = av_pix_fmt_desc_get(av_get_pix_fmt(name));
                    return format.nb_components() == 3
                            && format.log2_chroma_w() == 0
                            && format.comp(0).depth() == like.comp(0).depth();
                })
                .findFirst()
                .orElse("yuv444p");
    }
}
