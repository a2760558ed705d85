package io.jndencode.media.read;

import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import io.jndencode.media.PictureSignal;
import io.jndencode.media.VideoStream;
import io.jndencode.media.picture.FramePictures;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/**
 * Converts frames to the size, pixel format, range and matrix of the stream's first frame, as an encoder needs them: a stream may change
 * these midway (broadcast recordings, joined files). Owns the frame it makes; frames that already match are passed through.
 */
final class FrameNormalizer implements AutoCloseable {
    private static final int UNITY = 1 << 16;

    private final int width;
    private final int height;
    private final int format;
    private final boolean fullRange;
    private final PictureSignal signal;
    private final AVFrame conformed = av_frame_alloc();
    private long count;
    private long otherTags;
    private final boolean interlaced;
    private long otherFields;

    FrameNormalizer(VideoStream video) {
        width = video.geometry().width();
        height = video.geometry().height();
        format = av_get_pix_fmt(video.format().pixelFormat());
        signal = video.format().signal();
        interlaced = video.geometry().interlaced();
        fullRange = video.format().color().range().equals("pc")
                || video.format().pixelFormat().startsWith("yuvj");
    }

    /** Returns the frame itself or a converted copy, valid until the next call. */
    AVFrame conform(AVFrame frame) {
        otherFields += TimedFrames.interlaced(frame) == interlaced ? 0 : 1;
        otherTags += signal.tagsDiffer(frame) ? 1 : 0;
        boolean same = frame.width() == width && frame.height() == height && frame.format() == format;
        if (same && !signal.matrixDiffers(frame) && !rangeDiffers(frame)) {
            return frame;
        }
        count++;
        av_frame_unref(conformed);
        conformed.width(width).height(height).format(format);
        if (av_frame_get_buffer(conformed, 0) < 0 || av_frame_copy_props(conformed, frame) < 0) {
            throw new IllegalStateException("no memory for a frame of %dx%d".formatted(width, height));
        }
        conformed.color_range(fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
        conformed.colorspace(signal.matrixDiffers(frame) ? signal.matrix() : frame.colorspace());
        scale(frame);
        return conformed;
    }

    private boolean rangeDiffers(AVFrame frame) {
        return frame.color_range() != AVCOL_RANGE_UNSPECIFIED && FramePictures.fullRange(frame) != fullRange;
    }

    private void scale(AVFrame frame) {
        // The ranges must be set at initialisation: set later, a picture that keeps its size is copied unchanged.
        int full = FramePictures.fullRange(frame) ? 1 : 0;
        int wanted = fullRange ? 1 : 0;
        SwsContext context = sws_alloc_context();
        context.src_w(frame.width()).src_h(frame.height()).src_format(frame.format());
        context.dst_w(width).dst_h(height).dst_format(format);
        context.flags(SWS_BICUBIC | SWS_ACCURATE_RND).src_range(full).dst_range(wanted);
        if (sws_init_context(context, null, null) < 0) {
            sws_freeContext(context);
            throw new IllegalStateException(
                    "swscale cannot turn pixel format %d into %d".formatted(frame.format(), format));
        }
        try {
            int from = FramePictures.matrix(frame);
            int to = conformed.colorspace() == frame.colorspace() ? from : FramePictures.matrix(conformed);
            sws_setColorspaceDetails(
                    context, sws_getCoefficients(from), full, sws_getCoefficients(to), wanted, 0, UNITY, UNITY);
            sws_scale(
                    context, frame.data(), frame.linesize(), 0, frame.height(), conformed.data(), conformed.linesize());
        } finally {
            sws_freeContext(context);
        }
    }

    /** Returns how many frames had to be converted. */
    long count() {
        return count;
    }

    /** Returns how many frames are tagged with another sample aspect ratio or other colours than the first. */
    long otherTags() {
        return otherTags;
    }

    /** Returns how many frames are interlaced while the first is not, or the reverse. */
    long otherFields() {
        return otherFields;
    }

    @Override
    public void close() {
        av_frame_free(conformed);
    }
}
