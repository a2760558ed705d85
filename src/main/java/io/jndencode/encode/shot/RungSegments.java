package io.jndencode.encode.shot;

import io.jndencode.BoundedTasks;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.readahead.FrameViews;
import io.jndencode.media.readahead.SharedShot;
import io.jndencode.media.segment.Segment;
import io.jndencode.plan.PlannedShot;
import java.nio.file.Path;
import java.util.List;
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
            return FrameViews.takes(picture);
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
            List<SharedShot.View> views = SharedShot.of(
                    reader,
                    shot.shot().frames().length(),
                    rungs.stream().map(Wanted::picture).toList());
            try (BoundedTasks tasks = new BoundedTasks("jnd-rung", "encoding a shot", rungs.size(), rungs.size())) {
                for (int i = 0; i < rungs.size(); i++) {
                    int place = i;
                    tasks.submit(
                            "encoding " + rungs.get(i).file(),
                            () -> made[place] = encode(rungs.get(place), views.get(place)));
                }
                tasks.finish();
            } finally {
                views.forEach(SharedShot.View::close);
            }
            return reader;
        });
        return List.of(made);
    }

    private static Segment encode(Wanted rung, SharedShot.View frames) {
        try (frames) {
            frames.next(); // the reader stood on one
            return rung.segments().encode(rung.shot(), frames, rung.file(), done -> {});
        }
    }

    @Override
    public void close() {
        if (readers != null) {
            readers.close();
        }
    }
}
