package io.jndencode.encode;

import io.jndencode.JndException;
import io.jndencode.jnd.AnalysedShot;
import io.jndencode.jnd.JndModel;
import io.jndencode.jnd.ShotAnalyzer;
import io.jndencode.media.ExpectedFrames;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.MediaProbe;
import io.jndencode.media.ReaderOptions;
import io.jndencode.media.VideoReader;
import io.jndencode.plan.EncodePlan;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.Planner;
import io.jndencode.plan.Sidecar;
import io.jndencode.shot.ShotOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The main job: one video analysed, planned and, if asked for, encoded while the analysis still runs.
 *
 * <p>Used once, by one thread. Interrupting that thread ends it with {@link JndException.Interrupted} and no files left.
 */
public final class EncodeJob {
    private final JobRequest request;
    private final JndModel model;
    private final Consumer<Progress> listener;
    private final long begun = System.nanoTime();
    private final List<PlannedShot> planned = new ArrayList<>();
    private long firstPts;
    private long framesRead;
    private long lostFrames;
    private double analysisSeconds;

    /** A job; the model stays the caller's. The listener is called from several threads, one at a time. */
    public EncodeJob(JobRequest request, JndModel model, Consumer<Progress> listener) {
        this.request = request;
        this.model = model;
        this.listener = new OneAtATime(listener);
    }

    /** Does it. */
    public JobOutcome run() {
        if (request.output() != null) {
            EncodePipeline.check(request.preset().encoder(), request.output());
            EncodePipeline.checkPlace(request.input(), request.output(), request.overwrite());
        }
        Planner planner = new Planner(request.preset());
        MediaInfo source = MediaProbe.probe(request.input());
        listener.accept(new Progress.Opened(source, request.range().frames(source)));
        try (SourceHash hash = SourceHash.start(source.file())) {
            if (request.output() == null) {
                analyse(source, planner, null);
                return outcome(source, hash, null);
            }
            try (EncodePipeline pipeline = new EncodePipeline(
                    source, request.preset().encoder(), request.output(), request.work(), listener)) {
                analyse(source, planner, pipeline);
                EncodePipeline.Result result =
                        pipeline.finish(request.overwrite(), !request.range().whole());
                result.warnings().forEach(warning -> listener.accept(new Progress.Warning(warning)));
                return outcome(source, hash, result);
            }
        }
    }

    private void analyse(MediaInfo source, Planner planner, @Nullable EncodePipeline pipeline) {
        ShotOptions shots = new ShotOptions(
                request.preset().minShotSeconds(), request.preset().maxShotFrames());
        ShotAnalyzer analyzer = new ShotAnalyzer(model, shots, request.preset().samplesPerShot(), request.shots());
        try (VideoReader reader = VideoReader.open(source, ReaderOptions.defaults())) {
            analyzer.analyse(reader, request.range(), shot -> plan(planner, shot, pipeline), frames -> {
                if (reader.index() == 0) {
                    firstPts = reader.pts();
                }
                framesRead = frames;
                listener.accept(new Progress.FramesRead(frames));
                if (pipeline != null) {
                    follow(reader, pipeline);
                }
            });
            lostFrames = reader.lostFrames();
        }
        analysisSeconds = seconds();
    }

    /** Analysis ends with the encode, and tells it what it learns of the source's timestamps. */
    private static void follow(VideoReader reader, EncodePipeline pipeline) {
        if (reader.repairedTimestamps() > 0) {
            pipeline.readOnly();
        }
        pipeline.check();
    }

    private void plan(Planner planner, AnalysedShot analysed, @Nullable EncodePipeline pipeline) {
        PlannedShot shot = planner.plan(analysed);
        planned.add(shot);
        listener.accept(new Progress.Planned(shot));
        if (pipeline != null) {
            pipeline.submit(shot, new ExpectedFrames.Exactly(analysed.pts()));
        }
    }

    private JobOutcome outcome(MediaInfo source, SourceHash hash, EncodePipeline.@Nullable Result result) {
        Sidecar sidecar = Sidecar.of(
                Provenance.tool(),
                Sidecar.Source.of(source, hash.await(), request.range().whole() ? framesRead : 0, firstPts),
                range(),
                Provenance.model(model),
                request.preset(),
                planned);
        if (result != null) {
            sidecar = Results.add(sidecar, result, new Results.Seconds(analysisSeconds, seconds()));
        }
        return new JobOutcome(new EncodePlan(request.preset().encoder(), planned), sidecar, lostFrames, seconds());
    }

    private Sidecar.@Nullable Range range() {
        if (request.range().whole()) {
            return null;
        }
        return new Sidecar.Range(
                request.range().start(),
                request.range().duration(),
                planned.get(0).shot().frames().start(),
                planned.get(planned.size() - 1).shot().frames().end());
    }

    private double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }
}
