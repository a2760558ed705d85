package io.jndencode.encode.shot;

import io.jndencode.BoundedTasks;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.filter.FilteredFrames;
import io.jndencode.media.filter.SharedFrames;
import io.jndencode.media.filter.SourceFrames;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.FrameSource;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.segment.Segment;
import io.jndencode.plan.PlannedShot;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Encodes a shot in several rungs of a ladder from one decoding: a thread for each rung filters and encodes the frames. Owns the reader. */
public final class RungSegments implements AutoCloseable {
    private final Path source;
    private @Nullable ShotReaders readers;

    /** @param source the video */
    public RungSegments(Path source) {
        this.source = source;
    }

    /**
     * What to make of a shot.
     *
     * @param segments makes it
     * @param picture the video at the rung's size
     * @param shot as planned for the rung
     * @param file takes the segment
     */
    public record Wanted(ShotSegments segments, MediaInfo picture, PlannedShot shot, Path file) {
        /** Returns whether the rung's filters take each frame for itself, so that they need no others than those of the shot. */
        public boolean shares() {
            MediaInfo.Filtered filters = picture.filtered();
            return filters == null || (!filters.memory() && filters.framesPerFrame() == 1);
        }
    }

    private ShotReaders readers() {
        ShotReaders known = readers;
        if (known == null) {
            known = new ShotReaders(MediaProbe.probe(source));
            readers = known;
        }
        return known;
    }

    /** Encodes a shot in all rungs, which share its frames, and returns the segments in the same order. */
    public List<Segment> encode(List<Wanted> rungs) {
        PlannedShot shot = rungs.get(0).shot();
        Segment[] made = new Segment[rungs.size()];
        readers().use(shot.shot().frames().start(), ShotSegments.frames(shot).pts(0), reader -> {
            long first = reader.index();
            SharedFrames shared = new SharedFrames(
                    new ShotsFrames(reader, shot.shot().frames().length()), rungs.size());
            try (BoundedTasks tasks = new BoundedTasks("jnd-rung", "encoding a shot", rungs.size(), rungs.size())) {
                for (int i = 0; i < rungs.size(); i++) {
                    int place = i;
                    tasks.submit(
                            "encoding " + rungs.get(i).file(),
                            () -> made[place] =
                                    encode(rungs.get(place), shared.seats().get(place), first));
                }
                tasks.finish();
            } finally {
                shared.seats().forEach(SharedFrames.Seat::close);
            }
            return reader;
        });
        return List.of(made);
    }

    private static Segment encode(Wanted rung, SharedFrames.Seat seat, long first) {
        try (seat;
                Filtered frames = new Filtered(rung.picture(), seat, first)) {
            frames.next(); // the reader stood on one
            return rung.segments().encode(rung.shot(), frames, rung.file(), done -> {});
        }
    }

    /** The frames of one shot, of a reader that stands on the first. */
    private static final class ShotsFrames implements SourceFrames {
        private final VideoReader reader;
        private long left;
        private boolean begun;

        ShotsFrames(VideoReader reader, long count) {
            this.reader = reader;
            this.left = count;
        }

        @Override
        public boolean next() {
            boolean more = left > 0 && (!begun || reader.next());
            begun = true;
            left--;
            return more;
        }

        @Override
        public AVFrame frame() {
            return reader.frame();
        }

        @Override
        public long pts() {
            return reader.pts();
        }

        @Override
        public long duration() {
            return reader.duration();
        }
    }

    /** The frames of a shot at the size of a rung. */
    private static final class Filtered implements FrameSource, AutoCloseable {
        private final MediaInfo picture;
        private final SourceFrames frames;
        private long index;

        Filtered(MediaInfo picture, SourceFrames frames, long first) {
            this.picture = picture;
            this.frames = picture.filtered() == null ? frames : new FilteredFrames(frames, picture.filtered());
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
        }
    }

    @Override
    public void close() {
        if (readers != null) {
            readers.close();
        }
    }
}
