package io.jndencode.media.filter;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.jndencode.JndException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Frames that are decoded once for several readers, each on a thread of its own: whoever is ahead decodes the next one, on its thread. They
 * stay within {@value #MOST_FRAMES} frames and {@value #MOST_MEGABYTES} MiB of each other: the first one waits for the last one there.
 */
public final class SharedFrames {
    private static final int MOST_FRAMES = 32;

    private static final long MOST_MEGABYTES = 128;

    private final SourceFrames frames;
    private final List<Seat> seats = new ArrayList<>();
    private final Deque<Kept> kept = new ArrayDeque<>();
    private long first;
    private boolean busy;
    private boolean ended;
    private @Nullable RuntimeException failure;

    /** A frame that somebody has not seen yet. */
    private record Kept(AVFrame frame, long pts, long duration) {}

    /**
     * Shares frames, which stay the caller's and are not to be used by anybody else until all seats are closed.
     *
     * @param readers how many read them
     */
    public SharedFrames(SourceFrames frames, int readers) {
        this.frames = frames;
        for (int i = 0; i < readers; i++) {
            seats.add(new Seat());
        }
    }

    /** Returns what each reader reads, to be closed by it. */
    public List<Seat> seats() {
        return List.copyOf(seats);
    }

    /** The frames as one of the readers sees them. Its samples must not be changed; tags may. */
    public final class Seat implements SourceFrames, AutoCloseable {
        private final AVFrame frame = av_frame_alloc();
        private @Nullable Kept current;
        private long next;
        private boolean closed;

        @Override
        public boolean next() {
            av_frame_unref(frame);
            current = take(this);
            return current != null;
        }

        @Override
        public AVFrame frame() {
            return frame;
        }

        @Override
        public long pts() {
            return Objects.requireNonNull(current).pts();
        }

        @Override
        public long duration() {
            return Objects.requireNonNull(current).duration();
        }

        @Override
        public void close() {
            leave(this);
        }
    }

    private @Nullable Kept take(Seat seat) {
        while (!waitFor(seat)) {
            decode();
        }
        synchronized (this) {
            if (seat.next >= first + kept.size()) {
                return null;
            }
            Iterator<Kept> all = kept.iterator();
            Kept found = all.next();
            for (long i = first; i < seat.next; i++) {
                found = all.next();
            }
            if (av_frame_ref(seat.frame, found.frame()) < 0) {
                throw new OutOfMemoryError("no memory for a reference to a frame");
            }
            seat.next++;
            letGo();
            return found;
        }
    }

    /** Waits until a reader's next frame is there, or the end is known; returns false where the reader is to decode it. */
    private synchronized boolean waitFor(Seat seat) {
        while (true) {
            if (failure != null) {
                throw failure;
            }
            if (seat.closed) {
                throw new IllegalStateException("the reader was closed");
            }
            if (seat.next < first + kept.size() || ended) {
                return true;
            }
            if (!busy && !full()) {
                busy = true;
                return false;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new JndException.Interrupted("interrupted while waiting for a frame");
            }
        }
    }

    private boolean full() {
        if (kept.size() < 2) {
            return false;
        }
        AVFrame like = kept.element().frame();
        long bytes = 0;
        for (int plane = 0; plane < 4; plane++) {
            bytes += (long) Math.abs(like.linesize(plane)) * like.height();
        }
        return kept.size() >= MOST_FRAMES || (kept.size() + 1) * bytes > MOST_MEGABYTES << 20;
    }

    private void decode() {
        Kept made = null;
        RuntimeException failed = null;
        try {
            if (frames.next()) {
                AVFrame reference = av_frame_clone(frames.frame());
                if (reference == null || reference.isNull()) {
                    throw new OutOfMemoryError("no memory for a reference to a frame");
                }
                made = new Kept(reference, frames.pts(), frames.duration());
            }
        } catch (RuntimeException e) {
            failed = e;
        } finally {
            decoded(made, failed);
        }
    }

    private synchronized void decoded(@Nullable Kept made, @Nullable RuntimeException failed) {
        busy = false;
        failure = failed;
        if (made != null) {
            kept.add(made);
        } else {
            ended = true;
        }
        letGo();
        notifyAll();
    }

    /** Frees the frames that every reader has seen. */
    private void letGo() {
        long behind = seats.stream()
                .filter(seat -> !seat.closed)
                .mapToLong(seat -> seat.next)
                .min()
                .orElse(Long.MAX_VALUE);
        while (first < behind && !kept.isEmpty()) {
            av_frame_free(kept.remove().frame());
            first++;
            notifyAll();
        }
    }

    private synchronized void leave(Seat seat) {
        if (!seat.closed) {
            seat.closed = true;
            av_frame_free(seat.frame);
            letGo();
            notifyAll();
        }
    }
}
