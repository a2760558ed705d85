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
import io.jndencode.media.X264Trial;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.PlannedShot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Encodes planned shots as they come, several at once, and joins them at the end.
 *
 * <p>Owns the workers and their readers. One thread at a time submits and finishes; closing it before the end stops the workers, the
 * segments they finished stay in the folder. The first failure stops all other shots and is the one reported.
 */
public final class EncodePipeline implements AutoCloseable {
    /** Shots that may wait for a worker before the submitter waits: little memory each, but a film has thousands. */
    private static final int WAITING_PER_WORKER = 32;

    private final MediaInfo source;
    private final EncoderChoice encoder;
    private final OneAtATime listener;
    private final WorkFolder folder;
    private final ShotReaders readers;
    private final ExecutorService workers;
    private final int places;
    private final Semaphore room;
    private final Map<Integer, Segment> segments = new ConcurrentSkipListMap<>();
    private final Set<Thread> encoding = ConcurrentHashMap.newKeySet();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private int submitted;

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
     * @param folder of the output, which stays the caller's; what is finished in it already is not encoded again
     * @param listener told of encoded shots, from the workers' threads, one at a time
     */
    EncodePipeline(WorkFolder folder, EncoderChoice encoder, Work work, Consumer<Progress> listener) {
        this.source = folder.source();
        this.encoder = encoder;
        this.listener = new OneAtATime(listener);
        this.folder = folder;
        this.readers = new ShotReaders(source);
        int count = work.workers() != null ? work.workers() : Memory.workers(source.video(), encoder.x264Preset());
        this.workers = Executors.newFixedThreadPool(count, task -> new Thread(task, "jnd-encoder"));
        this.places = count * WAITING_PER_WORKER;
        this.room = new Semaphore(places);
    }

    /** Refuses settings libx264 does not know, before any work. */
    public static void check(EncoderChoice encoder, Path output) {
        OutputContainer.of(output);
        check(encoder);
    }

    /** As {@link #check(EncoderChoice, Path)}, where no output is made. */
    public static void check(EncoderChoice encoder) {
        X264Trial.check(new X264Settings(
                encoder.x264Preset(), new X264Settings.ConstantQp(26), X264Keys.parse(encoder.x264Params()), null));
    }

    /** Refuses to replace the source or, unless told to, any file, before any work. */
    static void checkPlace(Path source, Path output, boolean overwrite) {
        try {
            if (Files.exists(output) && Files.exists(source) && Files.isSameFile(source, output)) {
                throw new JndException.Usage(output + " is the input itself: give another output");
            }
        } catch (IOException e) {
            throw new JndException.Encode("cannot look at " + output + ": " + e.getMessage(), e);
        }
        if (!overwrite && Files.exists(output) && !WorkFolder.left(output, output, source)) {
            throw new JndException.Encode(output + " exists already; -y replaces it");
        }
    }

    /**
     * Says that the source's timestamps had to be repaired: its frames cannot be found by seeking, from here on shots are reached by
     * reading.
     */
    void readOnly() {
        readers.withoutSeeking();
    }

    /** Fails with what a shot failed with. */
    void check() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    /** Hands a shot over; waits while too many are waiting; fails with what an earlier one failed with. */
    public void submit(PlannedShot shot, ExpectedFrames frames) {
        X264Settings settings = settings(encoder, shot);
        take(1);
        submitted++;
        workers.execute(() -> run(shot, frames, settings));
    }

    /** One worker's turn. An error of the machine ends the thread; that the shot is missing then is a failure all the same. */
    private void run(PlannedShot shot, ExpectedFrames frames, X264Settings settings) {
        encoding.add(Thread.currentThread());
        try {
            if (failure.get() == null) {
                encode(shot, frames, settings);
            }
        } catch (RuntimeException e) {
            fail(e);
        } finally {
            encoding.remove(Thread.currentThread());
            if (!segments.containsKey(shot.shot().index())) {
                fail(new IllegalStateException(
                        "the encoder of shot " + shot.shot().index() + " died"));
            }
            room.release();
        }
    }

    /** Keeps the first failure and stops the other workers, whose own failures are then its consequences. */
    private void fail(RuntimeException cause) {
        if (failure.compareAndSet(null, cause)) {
            encoding.stream().filter(thread -> thread != Thread.currentThread()).forEach(Thread::interrupt);
        }
    }

    /** What a shot is encoded with. */
    static X264Settings settings(EncoderChoice encoder, PlannedShot shot) {
        boolean likeSource = encoder.pixelFormat().equals(EncoderChoice.SOURCE_FORMAT);
        return new X264Settings(
                encoder.x264Preset(),
                new X264Settings.ConstantQp(shot.qp()),
                X264Keys.parse(encoder.x264Params()),
                likeSource ? null : encoder.pixelFormat());
    }

    private void encode(PlannedShot shot, ExpectedFrames frames, X264Settings settings) {
        String key = folder.keys().segment(shot.shot().frames(), settings);
        Optional<Segment> kept = folder.segments().find(key, frames);
        Segment segment = kept.isPresent() ? kept.get() : encodeAnew(shot, frames, settings, key);
        segments.put(shot.shot().index(), segment);
        listener.accept(new Progress.Encoded(shot, segment.bytes(), kept.isPresent()));
    }

    private Segment encodeAnew(PlannedShot shot, ExpectedFrames frames, X264Settings settings, String key) {
        int index = shot.shot().index();
        VideoReader reader = readers.at(shot.shot().frames().start(), frames.pts(0));
        Segment segment;
        try {
            segment = new SegmentEncoder(settings)
                    .encode(
                            reader,
                            frames,
                            folder.segments().place(key),
                            done -> listener.accept(new Progress.Encoding(index, done)));
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
        readers.giveBack(reader);
        folder.segments().add(key, segment);
        return segment;
    }

    /**
     * Waits for all shots and joins them.
     *
     * @param overwrite whether an existing output may be replaced
     * @param part whether the shots are a part of the source: the output then holds that part alone, and begins at 0
     */
    public Result finish(boolean overwrite, boolean part) {
        take(places);
        if (segments.size() != submitted) {
            throw new IllegalStateException(segments.size() + " segments of " + submitted + " shots");
        }
        listener.accept(new Progress.Joining());
        List<Path> files = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        for (Segment segment : segments.values()) {
            files.add(segment.file());
            bytes.add(segment.bytes());
        }
        Path output = folder.output();
        boolean ours = WorkFolder.left(output, output, source.file());
        Stitcher.Result joined = Stitcher.stitch(new Stitcher.Job(
                source, files, output, overwrite || ours, part, folder.unfinishedOutput(), folder::complete));
        return new Result(bytes, joined.bytes(), joined.warnings());
    }

    private void take(int count) {
        try {
            room.acquire(count);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JndException.Interrupted("interrupted while encoding " + source.file());
        }
        check();
    }

    @Override
    public void close() {
        Workers.end(workers);
        readers.close();
    }
}
