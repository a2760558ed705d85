package io.jndencode.media.picture;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import io.jndencode.media.SourcePicture;
import io.jndencode.media.ffmpeg.FfmpegError;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** A native frame that is filled with one {@link SourcePicture} after the other, all of one format. Owns the frame. */
public final class PictureFrame implements AutoCloseable {
    private final AVFrame frame = av_frame_alloc();
    private final int matrix;
    private final boolean fullRange;

    /** Creates a frame for pictures with the size and format of this one. */
    public PictureFrame(SourcePicture like) {
        matrix = like.matrix();
        fullRange = like.fullRange();
        frame.width(like.width()).height(like.height()).format(AV_PIX_FMT_YUV420P);
        frame.colorspace(matrix);
        frame.color_range(fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
        int code = av_frame_get_buffer(frame, 0);
        if (code < 0) {
            close();
            FfmpegError.check(code, "making room for a picture");
        }
    }

    /** Returns whether a picture has the size and format of this frame. */
    public boolean fits(SourcePicture picture) {
        return picture.width() == frame.width()
                && picture.height() == frame.height()
                && picture.matrix() == matrix
                && picture.fullRange() == fullRange;
    }

    /** Returns the frame with the samples of a picture; valid until the next call. */
    public AVFrame of(SourcePicture picture) {
        FfmpegError.check(av_frame_make_writable(frame), "making room for a picture"); // an encoder may still hold it
        int at = 0;
        for (int plane = 0; plane < 3; plane++) {
            int columns = plane == 0 ? picture.width() : picture.width() / 2;
            int rows = plane == 0 ? picture.height() : picture.height() / 2;
            BytePointer data = frame.data(plane);
            for (int y = 0; y < rows; y++, at += columns) {
                data.position((long) y * frame.linesize(plane)).put(picture.samples(), at, columns);
            }
        }
        return frame;
    }

    @Override
    public void close() {
        av_frame_free(frame);
    }
}
