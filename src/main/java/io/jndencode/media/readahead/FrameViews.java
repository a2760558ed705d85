package io.jndencode.media.readahead;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.filter.SharedFrames;
import io.jndencode.media.read.VideoReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Single frames of a video, decoded once, as several pictures of it: each behind filters that take every frame for itself. Used by one thread.
 */
public final class FrameViews implements AutoCloseable {
    private final List<VideoReader> views = new ArrayList<>();
    private final List<VideoReader> filtered = new ArrayList<>();
    private boolean offered;

    /**
     * Prepares the views of a reader's frames.
     *
     * @param reader of the video without filters; stays the caller's, who moves it
     * @param pictures the video without filters, which the reader itself shows, or behind some
     */
    public FrameViews(VideoReader reader, List<MediaInfo> pictures) {
        int behindFilters =
                (int) pictures.stream().filter(each -> each.filtered() != null).count();
        SharedFrames shared = new SharedFrames(new Offered(reader), behindFilters);
        for (MediaInfo picture : pictures) {
            if (picture.filtered() == null) {
                views.add(reader);
            } else {
                VideoReader view =
                        VideoReader.sharing(picture, reader, shared.seats().get(filtered.size()));
                filtered.add(view);
                views.add(view);
            }
        }
    }

    /** Returns whether a picture can be viewed so: its filters take each frame for itself and make one of it. */
    public static boolean takes(MediaInfo picture) {
        MediaInfo.Filtered filters = picture.filtered();
        return filters == null || (!filters.memory() && filters.framesPerFrame() == 1);
    }

    /** Puts all views on the frame the reader stands on, and returns them in the order of the pictures. */
    public List<VideoReader> show() {
        offered = true;
        for (VideoReader view : filtered) {
            if (!view.next()) {
                throw new JndException.Input("the filters \"%s\" hold frames back"
                        .formatted(view.info().filterChain()));
            }
        }
        return views;
    }

    /** The one frame that is shown. */
    private final class Offered extends ReaderFrames {
        Offered(VideoReader reader) {
            super(reader);
        }

        @Override
        public boolean next() {
            boolean more = offered;
            offered = false;
            return more;
        }
    }

    @Override
    public void close() {
        filtered.forEach(VideoReader::close);
    }
}
