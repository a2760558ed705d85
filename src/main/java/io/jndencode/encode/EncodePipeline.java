package io.jndencode.encode;

import io.jndencode.JndException;
import io.jndencode.Workers;
import io.jndencode.media.ExpectedFrames;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.OutputContainer;
import io.jndencode.media.Segment;
import io.jndencode.media.SegmentEncoder;
import io.jndencode.media.Stitcher;
import io.jndencode.media.VideoReader;
import io.jndencode.media.X264Keys;
import io.jndencode.media.X264Settings;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.PlannedShot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes planned shots as they come, several at once, and joins them at the end.
 *
 * <p>Owns the segments' folder, the workers and their readers. One thread submits and finishes; closing it before the end stops the
 * workers and removes what they made.
 */
public final class EncodePipeline implements AutoCloseable {
    /** Shots that may wait for a worker before the submitter waits: little memory each, but a film has thousands. */
    private static final int WAITING_PER_WORKER = 32;

    private final MediaInfo source;
    private final EncoderChoice encoder;
    private final Path output;
    private final Consumer<Progress> listener;
    private final SegmentFolder folder;
    private final ShotReaders readers;
    private final ExecutorService workers;
    private final int places;
    private final Semaphore room;
    private final Map<Integer, Segment> segments = new ConcurrentSkipListMap<>();
    private volatile @Nullable RuntimeException failure;

    /**
     * What came out.
     *
     * @param segmentBytes coded video of every shot, in order
     * @param bytes size of the output file
     * @param warnings one sentence for each stream of the source that could not be kept
     */
    public record Result(List<Long> segmentBytes, long bytes, List<String> warnings) {
        public Result {
            segmentBytes = List.copyOf(segmentBytes);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * A pipeline ready for its first shot.
     *
     * @param output where the joined video goes in the end
     * @param listener told of encoded shots, from the workers' threads
     */
    public EncodePipeline(
            MediaInfo source, EncoderChoice encoder, Path output, Work work, Consumer<Progress> listener) {
        this.source = source;
        this.encoder = encoder;
        this.output = output;
        this.listener = listener;
        this.folder = SegmentFolder.create(output, work);
        this.readers = new ShotReaders(source, true);
        this.workers = Executors.newFixedThreadPool(work.workers(), task -> new Thread(task, "jnd-encoder"));
        this.places = work.workers() * WAITING_PER_WORKER;
        this.room = new Semaphore(places);
    }

    /** Refuses settings libx264 does not know, before any work. */
    public static void check(EncoderChoice encoder, Path output) {
        OutputContainer.of(output);
        X264Keys.parse(encoder.x264Params());
    }

    /** Hands a shot over; fails with what an earlier one failed with. */
    public void submit(PlannedShot shot, ExpectedFrames frames) {
        X264Settings settings = settings(shot);
        take(1);
        workers.execute(() -> {
            try {
                if (failure == null) {
                    encode(shot, frames, settings);
                }
            } catch (RuntimeException e) {
                failure = e;
            } finally {
                room.release();
            }
        });
    }

    private X264Settings settings(PlannedShot shot) {
        if (shot.qp() < 1) {
            throw new JndException.Usage("shot " + shot.shot().index()
                    + " has QP 0, which is lossless and another H.264 profile: use 1 or more");
        }
        boolean likeSource = encoder.pixelFormat().equals(EncoderChoice.SOURCE_FORMAT);
        return new X264Settings(
                encoder.x264Preset(),
                new X264Settings.ConstantQp(shot.qp()),
                X264Keys.parse(encoder.x264Params()),
                likeSource ? null : encoder.pixelFormat());
    }

    private void encode(PlannedShot shot, ExpectedFrames frames, X264Settings settings) {
        int index = shot.shot().index();
        VideoReader reader = readers.at(shot.shot().frames().start(), frames.pts(0));
        try {
            Segment segment = new SegmentEncoder(settings)
                    .encode(reader, frames, folder.segment(index), done -> tell(new Progress.Encoding(index, done)));
            segments.put(index, segment);
            tell(new Progress.Encoded(shot, segment.bytes()));
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
        readers.giveBack(reader);
    }

    private void tell(Progress event) {
        synchronized (listener) {
            listener.accept(event);
        }
    }

    /**
     * Waits for all shots and joins them.
     *
     * @param overwrite whether an existing output may be replaced
     */
    public Result finish(boolean overwrite) {
        take(places);
        tell(new Progress.Joining());
        List<Path> files = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        for (Segment segment : segments.values()) {
            files.add(segment.file());
            bytes.add(segment.bytes());
        }
        Stitcher.Result joined = Stitcher.stitch(new Stitcher.Job(source, files, output, overwrite, false));
        return new Result(bytes, joined.bytes(), joined.warnings());
    }

    private void take(int count) {
        try {
            room.acquire(count);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JndException.Interrupted("interrupted while encoding " + source.file());
        }
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void close() {
        Workers.end(workers);
        readers.close();
        folder.close();
    }
}
