package io.jndencode.media.picture;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.jndencode.media.Cropping;
import io.jndencode.media.ffmpeg.FfmpegError;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Crops decoded frames to the part that players show: the same samples without the margins, rounded down to the chroma grid. Owns one
 * reference to a frame.
 */
public final class ShownPart implements AutoCloseable {
    private final Cropping cropping;
    private final AVFrame part = av_frame_alloc();

    public ShownPart(Cropping cropping) {
        this.cropping = cropping;
    }

    /** Returns the frame itself if all of it is shown, otherwise a view of its samples that is valid until the next call. */
    public AVFrame of(AVFrame frame) {
        if (!cropping.any()) {
            return frame;
        }
        av_frame_unref(part);
        FfmpegError.check(av_frame_ref(part, frame), "cropping a frame");
        part.crop_top(cropping.top()).crop_bottom(cropping.bottom());
        part.crop_left(cropping.left()).crop_right(cropping.right());
        FfmpegError.check(av_frame_apply_cropping(part, AV_FRAME_CROP_UNALIGNED), "cropping a frame");
        return part;
    }

    @Override
    public void close() {
        av_frame_free(part);
    }
}
