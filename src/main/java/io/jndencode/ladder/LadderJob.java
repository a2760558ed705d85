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
import java.util.Objects;
import java.util.function.Consumer;

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
    private final List<String> warnings = new ArrayList<>();

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
    private record Prepared(Rung rung, MediaInfo picture, Preset preset, Path file) {}

    /** Makes the ladder. */
    public Outcome run() {
        request.rungs().dropped().forEach(dropped -> listener.accept(new LadderProgress.Dropped(dropped)));
        try (BuildFolder folder =
                BuildFolder.open(request.output(), request.work().resume())) {
            try {
                return run(folder);
            } catch (RuntimeException | Error e) {
                if (folder.keeps()) {
                    listener.accept(new LadderProgress.Kept(folder.path()));
                }
                throw e;
            }
        }
    }

    private Outcome run(BuildFolder folder) {
        List<Prepared> prepared = prepare(folder.path());
        List<Shot> shots = shots(folder);
        listener.accept(new LadderProgress.Scanned(shots.size()));
        List<Rendition> renditions = new ArrayList<>();
        for (Prepared rung : prepared) {
            renditions.add(encode(rung, shots, folder));
        }
        FinishedEncode lead = renditions.get(0).encode();
        List<LadderRungs.Dropped> dropped = new ArrayList<>(request.rungs().dropped());
        List<Rendition> chosen = request.rungs().auto() ? worthTheirPlace(renditions, dropped) : renditions;
        listener.accept(new LadderProgress.Packaging());
        Path root = folder.anew("package");
        LadderPackage made = new LadderPackage(root, request.segmentSeconds(), this::warn);
        LadderRecord record = LadderRecord.of(chosen, dropped, made.of(chosen, lead), warnings);
        TextFile.write(root.resolve(LadderRecord.FILE), record.text());
        Keys.of(request.picture().source())
                .source()
                .check(request.picture().source().file());
        folder.complete(root);
        return new Outcome(record, renditions.get(0).outcome().lostFrames());
    }

    private List<Rendition> worthTheirPlace(List<Rendition> renditions, List<LadderRungs.Dropped> dropped) {
        DisplayQuality quality = new DisplayQuality(renditions.get(0));
        List<Rendition> measured =
                renditions.stream().map(each -> each.with(quality.of(each))).toList();
        RungSelection selection = RungSelection.of(measured.stream()
                .map(each -> new RungSelection.Measured(
                        each.rung(), each.videoBytes(), Objects.requireNonNullElse(each.xpsnr(), Double.NaN)))
                .toList());
        selection.dropped().forEach(each -> {
            dropped.add(each);
            listener.accept(new LadderProgress.Dropped(each));
        });
        return selection.kept().stream().map(measured::get).toList();
    }

    private void warn(String message) {
        if (!warnings.contains(message)) {
            warnings.add(message);
            listener.accept(new LadderProgress.Warning(message));
        }
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
            EncodePipeline.tryOutput(picture, preset.encoding(), file);
            prepared.add(new Prepared(rung, picture, preset, file));
        }
        RungPreset.remarks(prepared.stream()
                        .map(each -> new RungPreset.Chosen(
                                each.rung(), each.picture().video(), each.preset()))
                        .toList())
                .forEach(this::warn);
        return prepared;
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

    private Rendition encode(Prepared rung, List<Shot> shots, BuildFolder folder) {
        listener.accept(new LadderProgress.Begins(rung.rung(), rung.picture()));
        boolean first = rung.rung().equals(request.rungs().rungs().get(0));
        Resources work = new Resources(request.work().workers(), null, true);
        JobRequest job = new JobRequest(
                rung.picture().file(),
                TimeRange.WHOLE,
                shots,
                rung.preset(),
                rung.file(),
                null,
                true,
                work,
                VerifyOptions.NONE);
        JobOutcome outcome = new EncodeJob(job, model, event -> {
                    if (event instanceof Progress.Encoded) {
                        folder.worthKeeping();
                    }
                    if (event instanceof Progress.Warning warning) {
                        RungPreset.inLadder(warning.message(), first).ifPresent(this::warn);
                    } else if (!(event instanceof Progress.Kept)) {
                        listener.accept(new LadderProgress.Encoding(rung.rung(), event));
                    }
                })
                .knowing(rung.picture())
                .run();
        Rendition rendition = new Rendition(
                rung.rung(), rung.picture(), rung.preset().keyint(), new FinishedEncode(rung.file()), outcome, null);
        listener.accept(new LadderProgress.Encoded(rendition));
        return rendition;
    }
}
