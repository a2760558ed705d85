package io.jndencode.media;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Shows pictures of one video as models want them: in colours at their input's size, and coded in a trial. Owns its scalers and its
 * encoder; used by one thread at a time, not necessarily the one that decodes.
 */
public final class PairViewer implements AutoCloseable {
    private final FramePictures pictures;
    private @Nullable PictureFrame frame;
    private @Nullable TrialEncoder encoder;

    private PairViewer(FramePictures pictures) {
        FfmpegNatives.load();
        this.pictures = pictures;
    }

    /** For frames of a video. */
    public static PairViewer of(VideoStream video) {
        return new PairViewer(new FramePictures(video));
    }

    /** For pictures that are no video's, of standard dynamic range. */
    public static PairViewer ofStandardRange() {
        return new PairViewer(FramePictures.ofStandardRange());
    }

    /** The picture scaled (bilinear) to full-range BGR for SDR eyes. */
    public BgrImage bgr(SourcePicture picture, int width, int height) {
        return pictures.bgr(frame(picture).of(picture), width, height);
    }

    /**
     * How well a frame codes after another.
     *
     * @param before the frame before it, of the same size; the frame itself where there is none
     */
    public Trial trial(SourcePicture before, SourcePicture picture) {
        LumaContent content = new LumaContent(before, picture);
        PictureFrame room = frame(picture);
        AVFrame first = room.of(before);
        TrialEncoder trial = encoder(first);
        trial.begin(first);
        return new Trial(trial.psnr(room.of(picture)), content.luma(), content.texture(), content.motion());
    }

    private TrialEncoder encoder(AVFrame like) {
        TrialEncoder known = encoder;
        if (known == null) {
            known = new TrialEncoder(like);
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
