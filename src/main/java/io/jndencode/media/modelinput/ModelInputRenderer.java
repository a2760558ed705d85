package io.jndencode.media.modelinput;

import io.jndencode.media.BgrImage;
import io.jndencode.media.CodingCost;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.VideoStream;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.picture.FramePictures;
import io.jndencode.media.picture.PictureFrame;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Renders pictures of one video as model inputs: in colour at the model's input size, and as the cost of a probe encode. Owns its scalers
 * and its encoder; used by one thread at a time, not necessarily the decoder's.
 */
public final class ModelInputRenderer implements AutoCloseable {
    private final FramePictures pictures;
    private @Nullable PictureFrame frame;
    private @Nullable ProbeEncoder encoder;

    private ModelInputRenderer(FramePictures pictures) {
        FfmpegNatives.load();
        this.pictures = pictures;
    }

    /** Creates a renderer for frames of a video. */
    public static ModelInputRenderer of(VideoStream video) {
        return new ModelInputRenderer(new FramePictures(video));
    }

    /** Creates a renderer for standard dynamic range pictures that belong to no video. */
    public static ModelInputRenderer ofStandardRange() {
        return new ModelInputRenderer(FramePictures.ofStandardRange());
    }

    /** Returns the picture scaled (bilinear) and converted to full-range BGR in standard dynamic range. */
    public BgrImage bgr(SourcePicture picture, int width, int height) {
        return pictures.bgr(frame(picture).of(picture), width, height);
    }

    /**
     * Measures the cost of coding a frame after another.
     *
     * @param before the previous frame, of the same size; the frame itself if there is none
     */
    public CodingCost probe(SourcePicture before, SourcePicture picture) {
        return probeCost(before, picture).cost();
    }

    /** Does the same as {@link #probe} and tells the sizes as well. */
    public ProbeCost probeCost(SourcePicture before, SourcePicture picture) {
        LumaContent content = new LumaContent(before, picture);
        PictureFrame room = frame(picture);
        AVFrame first = room.of(before);
        ProbeEncoder probe = encoder(first);
        probe.begin(first);
        double psnr = probe.psnr(room.of(picture));
        CodingCost cost = new CodingCost(psnr, content.luma(), content.texture(), content.motion());
        return new ProbeCost(cost, probe.keyBits(), probe.bits());
    }

    private ProbeEncoder encoder(AVFrame like) {
        ProbeEncoder known = encoder;
        if (known == null) {
            known = new ProbeEncoder(like);
            encoder = known;
        }
        return known;
    }

    private PictureFrame frame(SourcePicture picture) {
        PictureFrame known = frame;
        if (known == null || !known.fits(picture)) {
            release();
            known = new PictureFrame(picture);
            frame = known;
        }
        return known;
    }

    private void release() {
        if (encoder != null) {
            encoder.close();
            encoder = null;
        }
        if (frame != null) {
            frame.close();
            frame = null;
        }
    }

    @Override
    public void close() {
        release();
        pictures.close();
    }
}
