package io.jndencode.media.readahead;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.filter.FilteredFrames;
import io.jndencode.media.filter.SharedFrames;
import io.jndencode.media.filter.SourceFrames;
import io.jndencode.media.read.FrameSource;
import io.jndencode.media.read.VideoReader;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The frames of one shot, decoded once for several pictures of it, each filtered and read on a thread of its own (see {@link SharedFrames}).
 */
public final class SharedShot {
    private SharedShot() {}

    /**
     * Returns views of a shot.
     *
     * @param reader of the video without filters; stands on the shot's first frame, and is not to be used until all views are closed
     * @param count frames of the shot
     * @param pictures the video behind filters that take each frame for itself
     */
    public static List<View> of(VideoReader reader, long count, List<MediaInfo> pictures) {
        long first = reader.index();
        SharedFrames shared = new SharedFrames(new ShotsFrames(reader, count), pictures.size());
        List<View> views = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            views.add(new View(pictures.get(i), shared.seats().get(i), first));
        }
        return views;
    }

    /** The frames of one shot, of a reader that stands on the first. */
    private static final class ShotsFrames extends ReaderFrames {
        private long left;
        private boolean begun;

        ShotsFrames(VideoReader reader, long count) {
            super(reader);
            this.left = count;
        }

        @Override
        public boolean next() {
            boolean more = left > 0 && (!begun || read());
            begun = true;
            left--;
            return more;
        }
    }

    /** The frames of a shot as one of its pictures, before the first; closed by whoever reads them, or twice. */
    public static final class View implements FrameSource, AutoCloseable {
        private final MediaInfo picture;
        private final SharedFrames.Seat seat;
        private final SourceFrames frames;
        private long index;

        View(MediaInfo picture, SharedFrames.Seat seat, long first) {
            this.picture = picture;
            this.seat = seat;
            this.frames = picture.filtered() == null ? seat : new FilteredFrames(seat, picture.filtered());
            this.index = first - 1;
        }

        @Override
        public MediaInfo info() {
            return picture;
        }

        @Override
        public boolean next() {
            boolean more = frames.next();
            index += more ? 1 : 0;
            return more;
        }

        @Override
        public long index() {
            return index;
        }

        @Override
        public long pts() {
            return frames.pts();
        }

        @Override
        public long duration() {
            return frames.duration();
        }

        @Override
        public AVFrame frame() {
            return frames.frame();
        }

        @Override
        public void close() {
            if (frames instanceof FilteredFrames filtered) {
                filtered.close();
            }
            seat.close();
        }
    }
}
