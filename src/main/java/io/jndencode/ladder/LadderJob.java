package io.jndencode.ladder;

import io.jndencode.TextFile;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.encode.VerifyOptions;
import io.jndencode.encode.resume.BuildFolder;
import io.jndencode.encode.resume.Keys;
import io.jndencode.encode.shot.EncodePipeline;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.job.EncodeJob;
import io.jndencode.job.JobOutcome;
import io.jndencode.job.JobRequest;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.TimeRange;
import io.jndencode.media.packaging.FinishedEncode;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.plan.Preset;
import io.jndencode.shot.Shot;
import io.jndencode.shot.ShotListFile;
import io.jndencode.shot.ShotListFormat;
import io.jndencode.shot.detect.ShotOptions;
import io.jndencode.shot.detect.ShotScan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes a ladder: finds the shots once, encodes every rung with them, each by a job of its own, and packages all.
 *
 * <p>Used once, by one thread. Everything is built in a hidden folder beside the output, which gets its name when it is complete; after an
 * interruption the same request goes on from what is there.
 */
public final class LadderJob {
    private final LadderRequest request;
    private final JndModel model;
    private final Consumer<LadderProgress> listener;

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
        return in(this::plan);
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
        List<Rendition> renditions = new ArrayList<>();
        for (Prepared rung : prepared) {
            renditions.add(encode(rung, shots, folder, finish));
        }
        LadderRecord record =
                finish.of(renditions, request.rungs().dropped(), request.rungs().auto());
        finish.complete(Keys.of(request.picture().source()), request.picture().source());
        return new Outcome(record, renditions.get(0).outcome().lostFrames());
    }

    private LadderPlan plan(BuildFolder folder) {
        List<Prepared> prepared = prepare(folder.path());
        List<Shot> shots = shots(folder);
        listener.accept(new LadderProgress.Scanned(shots.size()));
        List<LadderPlan.Planned> rungs = new ArrayList<>();
        long lost = 0;
        for (Prepared rung : prepared) {
            listener.accept(new LadderProgress.Begins(rung.rung(), rung.picture()));
            List<String> said = new ArrayList<>(rung.known());
            JobOutcome outcome = job(rung, shots, false, event -> {
                if (event instanceof Progress.Warning warning) {
                    said.add(warning.message());
                } else if (!(event instanceof Progress.Kept)) {
                    listener.accept(new LadderProgress.Encoding(rung.rung(), event));
                }
            });
            lost = rungs.isEmpty() ? outcome.lostFrames() : lost;
            rungs.add(new LadderPlan.Planned(
                    rung.rung(),
                    rung.preset().keyint(),
                    outcome.sidecar(),
                    said.stream()
                            .flatMap(text -> RungPreset.inLadder(text, first(rung)).stream())
                            .toList()));
            listener.accept(new LadderProgress.Planned(rung.rung(), rung.picture(), outcome));
        }
        LadderPlan plan = new LadderPlan(
                request.segmentSeconds(),
                request.rungs().auto(),
                lost,
                rungs,
                request.rungs().dropped(),
                remarks(prepared));
        Path root = folder.anew("plan");
        plan.write(root);
        folder.complete(root);
        return plan;
    }

    private boolean first(Prepared rung) {
        return rung.rung().equals(request.rungs().rungs().get(0));
    }

    /** Tries every rung before any work: its size, its encoder, its container. */
    private List<Prepared> prepare(Path folder) {
        List<Prepared> prepared = new ArrayList<>();
        request.preset()
                .keyDistances()
                .check(request.picture().filtered().video().frameRate());
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
        Preset preset = request.preset();
        Path known = folder.path().resolve("shots-" + Keys.of(source).shots(preset) + ".csv");
        if (Files.exists(known)) {
            return ShotListFile.read(known);
        }
        ShotOptions options = preset.shots(source.video().frameRate());
        try (VideoReader reader = VideoReader.open(source, ReaderOptions.defaults())) {
            String found = ShotListFormat.CSV.write(new ShotScan(reader, options)
                    .run(frames -> listener.accept(new LadderProgress.Scanning(source, frames))));
            TextFile.write(known, found);
        }
        folder.worthKeeping();
        return ShotListFile.read(known);
    }

    private Rendition encode(Prepared rung, List<Shot> shots, BuildFolder folder, LadderFinish finish) {
        listener.accept(new LadderProgress.Begins(rung.rung(), rung.picture()));
        JobOutcome outcome = job(rung, shots, true, event -> {
            if (event instanceof Progress.Encoded) {
                folder.worthKeeping();
            }
            if (event instanceof Progress.Warning warning) {
                RungPreset.inLadder(warning.message(), first(rung)).ifPresent(finish::warn);
            } else if (!(event instanceof Progress.Kept)) {
                listener.accept(new LadderProgress.Encoding(rung.rung(), event));
            }
        });
        Rendition rendition = new Rendition(
                rung.rung(), rung.picture(), rung.preset().keyint(), new FinishedEncode(rung.file()), outcome, null);
        listener.accept(new LadderProgress.Encoded(rendition));
        return rendition;
    }

    /** Encodes a rung, or only plans it. */
    private JobOutcome job(Prepared rung, List<Shot> shots, boolean encodes, Consumer<Progress> events) {
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
        return new EncodeJob(job, model, events).knowing(rung.picture()).run();
    }
}
