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
 * Frames of which pictures may be wanted later. A model looks at few of those it is offered, and the others need never be scaled. Only
 * so many bytes of frames are kept, though: beyond that the oldest is scaled after all. Owns the frames it keeps. For several threads,
 * which scale in turn.
 */
final class FrameBuffer implements AutoCloseable {
    /** Forty frames of 1080p: as many as are offered before a shot of usual length is closed. Half as many save nothing. */
    static final long MOST_BYTES = 128L << 20;

    private static final int BUFFERS = 8;

    private final long most;
    private final Set<Kept> kept = new LinkedHashSet<>();
    private long bytes;

    /**
     * @param most bytes of frames kept
     */
    FrameBuffer(long most) {
        this.most = most;
    }

    /**
     * A picture of a frame, for later; the frame stays the caller's.
     *
     * @param scaling does what needs the frame, at once or when the picture is wanted, never twice at a time
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

    /** Does what must not be done while a kept frame is being scaled. */
    synchronized <T> T alone(Supplier<T> work) {
        return work.get();
    }

    /** Bytes of the frames kept now. */
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

    /** A frame until it is scaled or discarded, and what scaling it gave. Guarded by the lock of all. */
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
