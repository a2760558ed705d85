package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * Brings frames to the size and pixel format of the stream's first frame, as an encoder needs it: a stream may change both on its
 * way (broadcast recordings, joined files). Owns the frame it makes; frames that already fit are passed through.
 */
final class FrameConformer implements AutoCloseable {
    private static final int UNITY = 1 << 16;

    private final int width;
    private final int height;
    private final int format;
    private final boolean fullRange;
    private final AVFrame conformed = av_frame_alloc();
    private long count;

    FrameConformer(VideoStream video) {
        width = video.width();
        height = video.height();
        format = av_get_pix_fmt(video.pixelFormat());
        fullRange = video.color().range().equals("pc") || video.pixelFormat().startsWith("yuvj");
    }

    /** The frame itself or a scaled copy, valid until the next call. */
    AVFrame conform(AVFrame frame) {
        if (frame.width() == width && frame.height() == height && frame.format() == format) {
            return frame;
        }
        count++;
        av_frame_unref(conformed);
        conformed.width(width).height(height).format(format);
        if (av_frame_get_buffer(conformed, 0) < 0 || av_frame_copy_props(conformed, frame) < 0) {
            throw new IllegalStateException("no memory for a frame of %dx%d".formatted(width, height));
        }
        conformed.color_range(fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
        scale(frame);
        return conformed;
    }

    private void scale(AVFrame frame) {
        SwsContext context = sws_getContext(
                frame.width(),
                frame.height(),
                frame.format(),
                width,
                height,
                format,
                SWS_BICUBIC | SWS_ACCURATE_RND,
                null,
                null,
                (DoublePointer) null);
        if (context == null || context.isNull()) {
            throw new IllegalStateException(
                    "swscale cannot turn pixel format %d into %d".formatted(frame.format(), format));
        }
        try {
            IntPointer matrix = sws_getCoefficients(FramePictures.matrix(frame));
            int full = FramePictures.fullRange(frame) ? 1 : 0;
            sws_setColorspaceDetails(context, matrix, full, matrix, fullRange ? 1 : 0, 0, UNITY, UNITY);
            sws_scale(
                    context, frame.data(), frame.linesize(), 0, frame.height(), conformed.data(), conformed.linesize());
        } finally {
            sws_freeContext(context);
        }
    }

    /** How many frames had to be changed. */
    long count() {
        return count;
    }

    @Override
    public void close() {
        av_frame_free(conformed);
    }
}
