package io.jndencode.media.picture;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.jndencode.media.SourcePicture;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Keeps frames whose pictures may be needed later. A model uses few of the frames offered to it, and the others need never be scaled. The
 * memory for frames is limited: beyond it the oldest frame is scaled early. Owns the frames it keeps. Thread-safe; scaling is serialised.
 */
final class FrameBuffer implements AutoCloseable {
    /** Forty frames of 1080p, as many as are offered before a shot of usual length ends; with half as many nothing is saved. */
    static final long MOST_BYTES = 128L << 20;

    private static final int BUFFERS = 8;

    private final long most;
    private final Set<Kept> kept = new LinkedHashSet<>();
    private long bytes;

    /**
     * Creates an empty buffer.
     *
     * @param most most bytes of frames to keep
     */
    FrameBuffer(long most) {
        this.most = most;
    }

    /**
     * Returns a picture of a frame for later; the frame remains the caller's.
     *
     * @param scaling makes the picture from the frame, at once or when needed, never twice at the same time
     */
    synchronized LazyPicture keep(AVFrame frame, Function<AVFrame, SourcePicture> scaling) {
        Kept picture = new Kept(frame, scaling);
        kept.add(picture);
        bytes += picture.bytes;
        while (bytes > most) {
            kept.iterator().next().scale();
        }
        return picture;
    }

    /** Does work that must not overlap with scaling a kept frame. */
    synchronized <T> T alone(Supplier<T> work) {
        return work.get();
    }

    /** Returns the bytes of the frames kept now. */
    synchronized long bytes() {
        return bytes;
    }

    private static long size(AVFrame frame) {
        long size = 0;
        for (int i = 0; i < BUFFERS; i++) {
            AVBufferRef buffer = frame.buf(i);
            size += buffer == null || buffer.isNull() ? 0 : buffer.size();
        }
        return size;
    }

    /** A frame until it is scaled or discarded, then the result of scaling. Guarded by the buffer's lock. */
    private final class Kept implements LazyPicture {
        private final Function<AVFrame, SourcePicture> scaling;
        private final long bytes;
        private @Nullable AVFrame frame;
        private @Nullable SourcePicture scaled;

        Kept(AVFrame original, Function<AVFrame, SourcePicture> scaling) {
            this.scaling = scaling;
            this.bytes = size(original);
            AVFrame reference = av_frame_clone(original);
            if (reference == null || reference.isNull()) {
                throw new IllegalStateException("no memory for a reference to a frame");
            }
            this.frame = reference;
        }

        @Override
        public SourcePicture get() {
            synchronized (FrameBuffer.this) {
                if (frame != null) {
                    scale();
                }
                if (scaled == null) {
                    throw new IllegalStateException("the picture was discarded, or its reader is closed");
                }
                return scaled;
            }
        }

        void scale() {
            scaled = scaling.apply(frame);
            release();
        }

        @Override
        public void discard() {
            synchronized (FrameBuffer.this) {
                scaled = null;
                release();
            }
        }

        void release() {
            if (frame != null) {
                av_frame_free(frame);
                frame = null;
                kept.remove(this);
                FrameBuffer.this.bytes -= bytes;
            }
        }
    }

    @Override
    public synchronized void close() {
        while (!kept.isEmpty()) {
            kept.iterator().next().release();
        }
    }
}
