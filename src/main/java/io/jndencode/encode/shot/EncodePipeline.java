package io.jndencode.encode.shot;

import io.jndencode.BoundedTasks;
import io.jndencode.JndException;
import io.jndencode.encode.EncodedShot;
import io.jndencode.encode.OneAtATime;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.encode.cap.RateCeiling;
import io.jndencode.encode.cap.StreamPeak;
import io.jndencode.encode.resume.WorkFolder;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.OutputContainer;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.EncoderTrial;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.readahead.ReadAhead;
import io.jndencode.media.readahead.ShotFrames;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.SegmentEncoder;
import io.jndencode.media.stitch.OutputTrial;
import io.jndencode.media.stitch.Stitcher;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.PlannedShot;
import io.jndencode.quality.ShotQuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Encodes planned shots as they arrive, several at once, and joins them at the end.
 *
 * <p>Owns the workers and their readers. Only one thread at a time may submit and finish. Closing before the end stops
 * the workers; the segments they finished stay in the folder. The first failure stops all other shots and is the one
 * reported.
 */
public final class EncodePipeline implements AutoCloseable {
    /**
     * Number of shots that may wait for a worker before the submitter blocks: each takes little memory, but a film has
     * thousands.
     */
    private static final int WAITING_PER_WORKER = 32;

    private final MediaInfo source;
    private final EncoderChoice encoder;
    private final ShotEncoder shots;
    private final OneAtATime listener;
    private final WorkFolder folder;
    private final Alongside others;
    /** Shots that have a thread and wait for the encoders of other jobs. */
    private final AtomicInteger held = new AtomicInteger();

    private final BoundedTasks tasks;
    private final ReadAhead readAhead;
    private final Map<Integer, EncodedShot> encoded = new ConcurrentSkipListMap<>();
    /** Of shots that a ceiling on the rate may have encoded again. */
    private final Map<Integer, ExpectedFrames> frames = new HashMap<>();

    private int submitted;

    /**
     * The result of a whole encode.
     *
     * @param shots all of them, in order
     * @param bytes size of the output file
     * @param videoBytes size of its coded frames
     * @param warnings one sentence for each stream of the source that could not be kept
     * @param peak how near the stream comes to its ceiling; null if it has none
     */
    public record Result(
            List<EncodedShot> shots,
            long bytes,
            long videoBytes,
            List<String> warnings,
            @Nullable StreamPeak peak) {
        public Result {
            shots = List.copyOf(shots);
            warnings = List.copyOf(warnings);
        }

        /** Returns the measured quality of each shot; empty if nothing was measured. */
        public List<ShotQuality> quality() {
            return shots.stream()
                    .flatMap(shot -> Stream.ofNullable(shot.quality()))
                    .toList();
        }
    }

    /**
     * How shots are encoded: the encoder's settings, the resources, and the target that encodes are checked against.
     */
    public record Manner(EncoderChoice encoder, Resources work, RefinementTarget aim, Alongside others) {
        public Manner(EncoderChoice encoder, Resources work, RefinementTarget aim) {
            this(encoder, work, aim, Alongside.nobody());
        }
    }

    /**
     * Creates a pipeline that is ready for its first shot.
     *
     * @param folder the folder of the output, which the caller closes; shots already finished in it are not encoded
     *     again
     * @param listener receives the encoded shots, from the workers' threads, one at a time
     */
    public EncodePipeline(WorkFolder folder, Manner manner, Consumer<Progress> listener) {
        this.source = folder.source();
        this.listener = new OneAtATime(listener);
        this.folder = folder;
        this.encoder = manner.encoder();
        this.others = manner.others();
        this.shots = new ShotEncoder(folder, encoder, manner.aim(), this.listener);
        Integer wanted = manner.work().workers();
        int count = wanted != null ? wanted : MemoryBudget.workers(source.video(), encoder);
        this.tasks = new BoundedTasks("jnd-encoder", "encoding " + source.file(), count, count * WAITING_PER_WORKER);
        boolean measured = manner.aim().checks().measure();
        this.readAhead = new ReadAhead(
                MemoryBudget.readAheadOfOne(source.video(), count, measured, others.jobs()), this::shotReady);
    }

    /** Refuses settings the encoder does not know, before any work. */
    public static void check(EncoderChoice encoder, Path output) {
        OutputContainer.of(output, encoder.encoder().codec());
        check(encoder);
    }

    /** Refuses settings the encoder does not know, for a job without output. */
    public static void check(EncoderChoice encoder) {
        if (!encoder.pixelFormat().equals(EncoderChoice.SOURCE_FORMAT)) {
            EncoderTrial.checkFormat(encoder.encoder(), encoder.pixelFormat());
        }
        EncoderTrial.check(encoder.anyShot());
    }

    /**
     * Checks, before any work, whether the output's container can take all of this; returns one sentence for each thing
     * it cannot keep.
     */
    public static List<String> tryOutput(MediaInfo source, EncoderChoice encoder, Path output) {
        EncoderSettings anyShot = encoder.anyShot();
        SegmentEncoder.check(source, anyShot);
        return OutputTrial.of(source, output, anyShot, encoder.streams());
    }

    /** Refuses, before any work, to replace the source, or any other file unless {@code overwrite} is set. */
    public static void checkPlace(Path source, Path output, boolean overwrite) {
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
     * Switches to reading because the source's timestamps had to be repaired: its frames cannot be found by seeking.
     */
    public void readOnly() {
        shots.withoutSeeking();
    }

    /** Rethrows the failure of a shot, if there was one. */
    public void check() {
        tasks.check();
    }

    private boolean shotReady() {
        check();
        return tasks.anyWaiting() || held.get() > 0;
    }

    /** Keeps the frame a reader stands on for the encoder of its shot; blocks while there is no room and enough to encode. */
    public void keep(VideoReader reader) {
        readAhead.keep(reader);
    }

    /** Submits a shot; blocks while too many are waiting, and throws if an earlier one failed. */
    public void submit(PlannedShot shot, ExpectedFrames expected) {
        encoder.settings(shot); // refuses, before it waits, what the encoder does not support
        Optional<ShotFrames> kept = readAhead.take(
                shot.shot().frames().start(), shot.shot().frames().end());
        tasks.submit(
                "encoding shot " + shot.shot().index() + " of " + source.file(),
                shot.shot().frames().length(),
                () -> encoded.put(shot.shot().index(), inTurn(() -> shots.encode(shot, expected, kept))));
        submitted++;
        if (encoder.cap().limits()) {
            frames.put(shot.shot().index(), expected);
        }
    }

    /**
     * Waits for all shots and joins them.
     *
     * @param overwrite whether an existing output may be replaced
     * @param part whether the shots are only a part of the source: the output then holds only that part and begins at 0
     */
    public Result finish(boolean overwrite, boolean part) {
        tasks.finish();
        if (encoded.size() != submitted) {
            throw new IllegalStateException(encoded.size() + " segments of " + submitted + " shots");
        }
        RateCeiling.Held held =
                new RateCeiling(encoder, source.file()).hold(List.copyOf(encoded.values()), tasks, this::again);
        listener.accept(new Progress.Joining());
        List<Path> files =
                held.shots().stream().map(shot -> shot.segment().file()).toList();
        Path output = folder.output();
        boolean ours = WorkFolder.left(output, output, source.file());
        Stitcher.Result joined = Stitcher.stitch(new Stitcher.Job(
                source,
                files,
                output,
                overwrite || ours,
                part
                        ? Stitcher.Part.until(
                                held.shots().get(submitted - 1).shot().endPts())
                        : null,
                folder.unfinishedOutput(),
                encoder.streams(),
                folder::complete));
        return new Result(held.shots(), joined.bytes(), joined.videoBytes(), joined.warnings(), held.peak());
    }

    private EncodedShot again(RateCeiling.Anew anew) {
        int index = anew.next().shot().index();
        ExpectedFrames expected = Objects.requireNonNull(frames.get(index), "the frames of a submitted shot");
        return inTurn(() -> shots.again(anew, expected));
    }

    private EncodedShot inTurn(Supplier<EncodedShot> work) {
        held.incrementAndGet();
        boolean[] begun = {false};
        try {
            return others.encode(
                    () -> {
                        begun[0] = true;
                        held.decrementAndGet();
                    },
                    work);
        } finally {
            if (!begun[0]) {
                held.decrementAndGet();
            }
        }
    }

    @Override
    public void close() {
        tasks.close();
        shots.close();
        readAhead.close();
    }
}
