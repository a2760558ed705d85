package io.jndencode.encode.shot;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.readahead.SharedVideo;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a job shares with others that run at the same time on the same video: its decoding, the encoders that work at once, and the memory for
 * frames that wait for them.
 */
public final class Alongside {
    private final SharedVideo.@Nullable Place video;
    private final @Nullable Semaphore encoders;
    private final int jobs;

    private Alongside(SharedVideo.@Nullable Place video, @Nullable Semaphore encoders, int jobs) {
        this.video = video;
        this.encoders = encoders;
        this.jobs = jobs;
    }

    /** Returns what a job shares that has the machine to itself: nothing. */
    public static Alongside nobody() {
        return new Alongside(null, null, 1);
    }

    /**
     * Returns what jobs share.
     *
     * @param encoders as many permits as shots are to be encoded at once
     * @param jobs how many there are
     */
    public static Alongside others(SharedVideo.Place video, Semaphore encoders, int jobs) {
        return new Alongside(video, encoders, jobs);
    }

    /** Returns how many jobs there are. */
    int jobs() {
        return jobs;
    }

    /** Opens the job's video; waits for the others where the decoding is shared. */
    public VideoReader open(MediaInfo picture, ReaderOptions options) {
        return video == null ? VideoReader.open(picture, options) : video.open(picture);
    }

    /** Says that the job does not read the video. */
    public void declineVideo() {
        if (video != null) {
            video.decline();
        }
    }

    /** Waits until one more shot may be encoded, and encodes it. */
    <T> T encode(Runnable begins, Supplier<T> work) {
        if (encoders == null) {
            begins.run();
            return work.get();
        }
        try {
            encoders.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JndException.Interrupted("interrupted while waiting for an encoder");
        }
        try {
            begins.run();
            return work.get();
        } finally {
            encoders.release();
        }
    }
}
