package io.jndencode.media.readahead;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.read.FrameSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * All frames of one shot, standing on the first. Each is released as soon as the next one is asked for. Belongs to a {@link ReadAhead}; used
 * by one thread at a time.
 */
public final class ShotFrames implements FrameSource, AutoCloseable {
    private final ReadAhead owner;
    private final MediaInfo info;
    private final Deque<ReadFrame> frames;

    ShotFrames(ReadAhead owner, MediaInfo info, List<ReadFrame> frames) {
        this.owner = owner;
        this.info = info;
        this.frames = new ArrayDeque<>(frames);
    }

    @Override
    public MediaInfo info() {
        return info;
    }

    @Override
    public boolean next() {
        if (frames.size() > 1) {
            owner.release(frames.remove());
            return true;
        }
        return false;
    }

    private ReadFrame current() {
        ReadFrame current = frames.peek();
        if (current == null) {
            throw new IllegalStateException("the frames of the shot were released");
        }
        return current;
    }

    @Override
    public long index() {
        return current().index();
    }

    @Override
    public long pts() {
        return current().pts();
    }

    @Override
    public long duration() {
        return current().duration();
    }

    @Override
    public AVFrame frame() {
        return current().frame();
    }

    /** Releases the frames that are left. */
    @Override
    public void close() {
        while (!frames.isEmpty()) {
            owner.release(frames.remove());
        }
        owner.closed(this);
    }
}
