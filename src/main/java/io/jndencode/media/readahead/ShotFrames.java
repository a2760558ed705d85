package io.jndencode.media.readahead;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.read.FrameSource;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * All frames of one shot, standing on the first. Each is released as soon as the next one is asked for, unless they are to be read more than
 * once. Belongs to a {@link ReadAhead}; used by one thread at a time.
 */
public final class ShotFrames implements FrameSource, AutoCloseable {
    private final ReadAhead owner;
    private final MediaInfo info;
    /** Those that are left are the last ones. */
    private final List<ReadFrame> frames;

    private int at;
    private int released;
    private boolean again;

    ShotFrames(ReadAhead owner, MediaInfo info, List<ReadFrame> frames) {
        this.owner = owner;
        this.info = info;
        this.frames = new ArrayList<>(frames);
    }

    /** Keeps all frames until it is closed, to be read more than once. To be called on the first one. */
    public void hold() {
        again = true;
    }

    /** Goes back to the first frame. */
    public void rewind() {
        if (released > 0) {
            throw new IllegalStateException("the first frames of the shot were released");
        }
        at = 0;
    }

    @Override
    public MediaInfo info() {
        return info;
    }

    @Override
    public boolean next() {
        if (at + 1 >= frames.size()) {
            return false;
        }
        at++;
        if (!again) {
            release(at);
        }
        return true;
    }

    private void release(int end) {
        while (released < end) {
            owner.release(frames.get(released));
            released++;
        }
    }

    private ReadFrame current() {
        if (released > at) {
            throw new IllegalStateException("the frames of the shot were released");
        }
        return frames.get(at);
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
        release(frames.size());
        owner.closed(this);
    }
}
