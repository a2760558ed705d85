package io.jndencode.media.readahead;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.jndencode.media.read.VideoReader;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A frame that was read: a reference to its samples, which are not copied.
 *
 * @param frame owned by the record
 * @param index position in the video, from 0
 * @param pts in ticks of the video's time base
 * @param duration in the same ticks
 * @param bytes memory of the samples
 */
record ReadFrame(AVFrame frame, long index, long pts, long duration, long bytes) {
    private static final int BUFFERS = 8;

    /** Keeps the frame a reader stands on. */
    static ReadFrame of(VideoReader reader) {
        AVFrame reference = av_frame_clone(reader.frame());
        if (reference == null || reference.isNull()) {
            throw new OutOfMemoryError("no memory for a reference to a frame");
        }
        return new ReadFrame(reference, reader.index(), reader.pts(), reader.duration(), bytes(reference));
    }

    private static long bytes(AVFrame frame) {
        long bytes = 0;
        for (int i = 0; i < BUFFERS; i++) {
            AVBufferRef buffer = frame.buf(i);
            bytes += buffer == null || buffer.isNull() ? 0 : buffer.size();
        }
        return bytes;
    }

    /** Releases the samples, which others may still refer to. */
    void free() {
        av_frame_free(frame);
    }
}
