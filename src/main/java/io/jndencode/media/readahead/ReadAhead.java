package io.jndencode.media.readahead;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.read.VideoReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The frames of shots that are read but not yet encoded, so that they need not be decoded again.
 *
 * <p>Their memory is limited. When it is used up the reader waits for the encoders, as long as a shot is ready for the next of them that
 * becomes free; otherwise it reads on, and the frames of the shot that does not fit are let go: its encoder decodes them again. Frames are
 * kept only while the source is undamaged, because what a decoder conceals damage with may depend on its threads. Owns all frames. One
 * thread reads; others take and use shots.
 */
public final class ReadAhead implements AutoCloseable {
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final long budget;
    private final BooleanSupplier shotReady;
    private final Deque<ReadFrame> open = new ArrayDeque<>();
    private final Set<ShotFrames> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable MediaInfo info;
    private long bytes;

    /**
     * Creates it empty.
     *
     * @param budget most bytes of samples to keep
     * @param shotReady whether a shot waits for an encoder; may throw to end the reading
     */
    public ReadAhead(long budget, BooleanSupplier shotReady) {
        this.budget = budget;
        this.shotReady = shotReady;
    }

    /**
     * Keeps the frame a reader stands on, if there is or will be room for it.
     *
     * @throws JndException.Interrupted if the thread was interrupted while waiting for room
     */
    public void keep(VideoReader reader) {
        if (reader.lostFrames() > 0 || reader.damagedFrames() > 0) {
            dropOpen();
            return;
        }
        ReadFrame frame = ReadFrame.of(reader);
        if (!makeRoom(frame.bytes())) {
            frame.free();
            return;
        }
        add(reader.info(), frame);
    }

    private synchronized void add(MediaInfo source, ReadFrame frame) {
        info = source;
        open.add(frame);
        bytes += frame.bytes();
    }

    private synchronized void dropOpen() {
        while (!open.isEmpty()) {
            release(open.remove());
        }
    }

    /** Waits for room or makes it; returns false if a frame is larger than all of it. */
    private synchronized boolean makeRoom(long wanted) {
        while (bytes + wanted > budget && shotReady.getAsBoolean()) {
            try {
                wait(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new JndException.Interrupted("interrupted while waiting for an encoder");
            }
        }
        while (bytes + wanted > budget && !open.isEmpty()) {
            release(open.remove());
        }
        return bytes + wanted <= budget;
    }

    /**
     * Hands over the frames of a shot and lets go of all earlier ones.
     *
     * @param start the shot's first frame
     * @param end the first frame past it
     * @return empty if not all of them are kept
     */
    public synchronized Optional<ShotFrames> take(long start, long end) {
        List<ReadFrame> frames = new ArrayList<>();
        while (!open.isEmpty() && open.element().index() < end) {
            ReadFrame frame = open.remove();
            if (frame.index() == start + frames.size()) {
                frames.add(frame);
            } else {
                release(frame);
            }
        }
        if (info == null || frames.size() < end - start) {
            frames.forEach(this::release);
            return Optional.empty();
        }
        ShotFrames shot = new ShotFrames(this, info, frames);
        taken.add(shot);
        return Optional.of(shot);
    }

    synchronized void release(ReadFrame frame) {
        frame.free();
        bytes -= frame.bytes();
        notifyAll();
    }

    synchronized void closed(ShotFrames shot) {
        taken.remove(shot);
    }

    /** Returns the bytes of samples kept now. */
    synchronized long bytes() {
        return bytes;
    }

    /** Releases everything; no shot may be in use any more. */
    @Override
    public synchronized void close() {
        dropOpen();
        List.copyOf(taken).forEach(ShotFrames::close);
    }
}
