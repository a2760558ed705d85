package io.jndencode.ladder;

import io.jndencode.BoundedTasks;
import io.jndencode.encode.InTurn;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.encode.VerifyOptions;
import io.jndencode.encode.resume.BuildFolder;
import io.jndencode.encode.resume.Keys;
import io.jndencode.encode.shot.Alongside;
import io.jndencode.encode.shot.EncodePipeline;
import io.jndencode.encode.shot.MemoryBudget;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.job.AnalysedSource;
import io.jndencode.job.EncodeJob;
import io.jndencode.job.JobOutcome;
import io.jndencode.job.JobRequest;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.TimeRange;
import io.jndencode.media.packaging.FinishedEncode;
import io.jndencode.media.readahead.SharedVideo;
import io.jndencode.plan.KeyInterval;
import io.jndencode.plan.Preset;
import io.jndencode.shot.Shot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a ladder: finds the shots once, encodes every rung with them, each by a job of its own, all of them from one decoding, and packages
 * all.
 *
 * <p>Used once, by one thread. Everything is built in a hidden folder beside the output, which gets its name when it is complete; after an
 * interruption the same request goes on from what is there.
 */
public final class LadderJob {
    private final LadderRequest request;
    private final JndModel model;
    private final Consumer<LadderProgress> listener;
    private final AtomicLong lostFrames = new AtomicLong();

    /** Creates a job; the caller closes the model. */
    public LadderJob(LadderRequest request, JndModel model, Consumer<LadderProgress> listener) {
        this.request = request;
        this.model = model;
        this.listener = listener;
    }

    /**
     * The finished ladder.
     *
     * @param record what {@code ladder.json} says
     * @param lostFrames frames of the source that could not be read
     */
    public record Outcome(LadderRecord record, long lostFrames) {}

    /** A rung with what its encode needs. */
    private record Prepared(Rung rung, MediaInfo picture, Preset preset, Path file, List<String> known) {}

    /** Makes the ladder. */
    public Outcome run() {
        return in(this::run);
    }

    /** Plans the ladder, for machines that share its work, and makes a folder of the plan in the place of the ladder's. */
    public LadderPlan plan() {
        return plan(pictures -> List.of());
    }

    /** Finds and judges the shots of all rungs, given as pictures, elsewhere; returns nothing where that cannot be. */
    public interface Elsewhere {
        List<AnalysedSource> analyse(List<MediaInfo> rungs);
    }

    /** Plans the ladder like {@link #plan()} of what is found elsewhere, or else here. */
    public LadderPlan plan(Elsewhere others) {
        return in(folder -> plan(folder, others));
    }

    private <T> T in(Function<BuildFolder, T> work) {
        request.rungs().dropped().forEach(dropped -> listener.accept(new LadderProgress.Dropped(dropped)));
        try (BuildFolder folder =
                BuildFolder.open(request.output(), request.work().resume())) {
            try {
                return work.apply(folder);
            } catch (RuntimeException | Error e) {
                if (folder.keeps()) {
                    listener.accept(new LadderProgress.Kept(folder.path()));
                }
                throw e;
            }
        }
    }

    private Outcome run(BuildFolder folder) {
        LadderFinish finish = new LadderFinish(folder, request.segmentSeconds(), listener);
        List<Prepared> prepared = prepare(folder.path());
        remarks(prepared).forEach(finish::warn);
        List<Shot> shots = shots(folder);
        listener.accept(new LadderProgress.Scanned(shots.size()));
        List<Rendition> renditions = together(prepared, (rung, at) -> encode(rung, shots, folder, finish, at));
        LadderRecord record =
                finish.of(renditions, request.rungs().dropped(), request.rungs().auto());
        finish.complete(Keys.of(request.picture().source()), request.picture().source());
        return new Outcome(record, renditions.get(0).outcome().lostFrames());
    }

    private LadderPlan plan(BuildFolder folder, Elsewhere others) {
        List<Prepared> prepared = prepare(folder.path());
        List<AnalysedSource> analysed =
                others.analyse(prepared.stream().map(Prepared::picture).toList());
        List<LadderPlan.Planned> rungs = new ArrayList<>();
        for (int i = 0; i < analysed.size(); i++) {
            Prepared rung = prepared.get(i);
            JobOutcome outcome = job(rung, null, false, event -> {}).plan(analysed.get(i));
            rungs.add(planned(rung, outcome, rung.known()));
        }
        if (analysed.isEmpty()) {
            List<Shot> shots = shots(folder);
            listener.accept(new LadderProgress.Scanned(shots.size()));
            rungs.addAll(together(prepared, (rung, at) -> plan(rung, shots, at)));
        }
        LadderPlan plan = new LadderPlan(
                request.segmentSeconds(),
                request.rungs().auto(),
                lostFrames.get(),
                rungs,
                request.rungs().dropped(),
                remarks(prepared));
        Path root = folder.anew("plan");
        plan.write(root);
        folder.complete(root);
        return plan;
    }

    private LadderPlan.Planned plan(Prepared rung, List<Shot> shots, Turn at) {
        at.tell(new LadderProgress.Begins(rung.rung(), rung.picture()));
        List<String> said = Collections.synchronizedList(new ArrayList<>(rung.known()));
        EncodeJob job = job(rung, shots, false, event -> {
            if (event instanceof Progress.Warning warning) {
                said.add(warning.message());
            } else {
                at.tell(rung.rung(), event);
            }
        });
        JobOutcome outcome = job.sharing(at.others()).run();
        lostFrames.set(outcome.lostFrames());
        at.tell(new LadderProgress.Planned(rung.rung(), rung.picture(), outcome));
        return planned(rung, outcome, said);
    }

    private LadderPlan.Planned planned(Prepared rung, JobOutcome outcome, List<String> said) {
        return new LadderPlan.Planned(
                rung.rung(),
                rung.preset().keyDistances().most(),
                outcome.sidecar(),
                said.stream()
                        .flatMap(text -> RungPreset.inLadder(text, first(rung)).stream())
                        .toList());
    }

    /** Where a rung is among those that are made at the same time, from one decoding; its events are told when all rungs before it are done. */
    private record Turn(int index, InTurn turns, Alongside others, Consumer<LadderProgress> listener) {
        void tell(LadderProgress event) {
            turns.tell(index, () -> listener.accept(event));
        }

        void tell(Rung rung, Progress event) {
            LadderProgress told = new LadderProgress.Encoding(rung, event);
            if (event instanceof Progress.FramesRead || event instanceof Progress.Encoding) {
                turns.tellNow(index, () -> listener.accept(told));
            } else if (!(event instanceof Progress.Kept)) {
                tell(told);
            }
        }
    }

    /** Does the same for all rungs at once. */
    private <T> List<T> together(List<Prepared> rungs, BiFunction<Prepared, Turn, T> work) {
        int count = rungs.size();
        List<T> made = new ArrayList<>(Collections.nCopies(count, null));
        InTurn turns = new InTurn(count);
        Semaphore encoders = new Semaphore(encoders(rungs));
        try (SharedVideo video = new SharedVideo(request.picture().source(), count);
                BoundedTasks tasks = new BoundedTasks("jnd-rung", "making the ladder", count, count)) {
            for (int i = 0; i < count; i++) {
                int place = i;
                SharedVideo.Place seat = video.places().get(i);
                Turn turn = new Turn(i, turns, Alongside.others(seat, encoders, count), listener);
                tasks.submit("making " + rungs.get(i).rung(), () -> {
                    try {
                        made.set(place, work.apply(rungs.get(place), turn));
                        turns.done(place);
                    } finally {
                        seat.decline();
                    }
                });
            }
            tasks.finish();
        }
        return List.copyOf(made);
    }

    private int encoders(List<Prepared> rungs) {
        Integer wanted = request.work().workers();
        return wanted != null
                ? wanted
                : rungs.stream()
                        .mapToInt(rung -> MemoryBudget.workers(
                                rung.picture().video(), rung.preset().encoding()))
                        .min()
                        .orElse(1);
    }

    private boolean first(Prepared rung) {
        return rung.rung().equals(request.rungs().rungs().get(0));
    }

    /** Tries every rung before any work: its size, its encoder, its container. */
    private List<Prepared> prepare(Path folder) {
        List<Prepared> prepared = new ArrayList<>();
        request.preset()
                .keyDistances()
                .check(request.picture().filtered().video().timing().frameRate());
        for (Rung rung : request.rungs().rungs()) {
            MediaInfo picture = request.picture().of(rung);
            Preset preset = RungPreset.of(request.preset(), rung, picture.video(), prepared.isEmpty());
            Path file = folder.resolve(rung.name() + ".mp4");
            EncodePipeline.check(preset.encoding(), file);
            List<String> known = EncodePipeline.tryOutput(picture, preset.encoding(), file);
            prepared.add(new Prepared(rung, picture, preset, file, known));
        }
        return prepared;
    }

    private static List<String> remarks(List<Prepared> prepared) {
        return RungPreset.remarks(prepared.stream()
                .map(each -> new RungPreset.Chosen(each.rung(), each.picture().video(), each.preset()))
                .toList());
    }

    private List<Shot> shots(BuildFolder folder) {
        MediaInfo source = request.picture().filtered();
        List<Shot> shots = request.picture()
                .shots(
                        folder.path(),
                        request.preset(),
                        frames -> listener.accept(new LadderProgress.Scanning(source, frames)));
        folder.worthKeeping();
        return shots;
    }

    private Rendition encode(Prepared rung, List<Shot> shots, BuildFolder folder, LadderFinish finish, Turn at) {
        at.tell(new LadderProgress.Begins(rung.rung(), rung.picture()));
        EncodeJob job = job(rung, shots, true, event -> {
            if (event instanceof Progress.Encoded) {
                folder.worthKeeping();
            }
            if (event instanceof Progress.Warning warning) {
                at.turns()
                        .tell(
                                at.index(),
                                () -> RungPreset.inLadder(warning.message(), first(rung))
                                        .ifPresent(finish::warn));
            } else {
                at.tell(rung.rung(), event);
            }
        });
        JobOutcome outcome = job.sharing(at.others()).run();
        KeyInterval keyint = rung.preset().keyDistances().most();
        Rendition rendition =
                new Rendition(rung.rung(), rung.picture(), keyint, new FinishedEncode(rung.file()), outcome, null);
        at.tell(new LadderProgress.Encoded(rendition));
        return rendition;
    }

    /** Returns the job that encodes a rung, or only plans it. */
    private EncodeJob job(Prepared rung, @Nullable List<Shot> shots, boolean encodes, Consumer<Progress> events) {
        JobRequest job = new JobRequest(
                rung.picture().file(),
                TimeRange.WHOLE,
                shots,
                rung.preset(),
                encodes ? rung.file() : null,
                encodes ? null : rung.file(),
                true,
                new Resources(request.work().workers(), null, true),
                VerifyOptions.NONE);
        return new EncodeJob(job, model, events).knowing(rung.picture());
    }
}
