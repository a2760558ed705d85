package io.jndencode.media.readahead;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.filter.SharedFrames;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole video that is decoded once for several jobs, each reading it behind filters of its own on a thread of its own (see {@link
 * SharedFrames}). The decoding begins when every job has said whether it reads.
 */
public final class SharedVideo implements AutoCloseable {
    private final MediaInfo source;
    private final List<Place> places = new ArrayList<>();
    private @Nullable VideoReader reader;

    /**
     * Shares a video.
     *
     * @param source the video without filters
     * @param jobs how many may read it
     */
    public SharedVideo(MediaInfo source, int jobs) {
        this.source = source;
        for (int i = 0; i < jobs; i++) {
            places.add(new Place());
        }
    }

    /** Returns the place of each job. */
    public List<Place> places() {
        return List.copyOf(places);
    }

    /** What one job has to do with the video. */
    public final class Place {
        private boolean decided;
        private boolean reads;
        private SharedFrames.@Nullable Seat seat;

        /** Waits for the other jobs, and opens the video behind the filters of a picture; the caller closes the reader. */
        public VideoReader open(MediaInfo picture) {
            return join(this, picture);
        }

        /** Says that the job does not read; means nothing if it did. */
        public void decline() {
            leave(this);
        }
    }

    private synchronized VideoReader join(Place place, MediaInfo picture) {
        place.decided = true;
        place.reads = true;
        begin();
        try {
            while (place.seat == null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JndException.Interrupted("interrupted before reading " + source.file());
        }
        if (reader == null) {
            throw new IllegalStateException("the video was closed");
        }
        return VideoReader.sharing(picture, reader, place.seat);
    }

    private synchronized void leave(Place place) {
        place.decided = true;
        if (place.seat != null) {
            place.seat.close();
        }
        begin();
    }

    private void begin() {
        if (reader != null || !places.stream().allMatch(place -> place.decided)) {
            return;
        }
        List<Place> readers = places.stream().filter(place -> place.reads).toList();
        if (!readers.isEmpty()) {
            VideoReader opened = VideoReader.open(source, ReaderOptions.defaults());
            reader = opened;
            SharedFrames shared = new SharedFrames(opened.asSource(), readers.size());
            for (int i = 0; i < readers.size(); i++) {
                readers.get(i).seat = shared.seats().get(i);
            }
        }
        notifyAll();
    }

    /** Closes what was opened; no job may read any more. */
    @Override
    public synchronized void close() {
        places.forEach(Place::decline);
        if (reader != null) {
            reader.close();
        }
    }
}
