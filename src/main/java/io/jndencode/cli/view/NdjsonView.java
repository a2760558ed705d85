package io.jndencode.cli.view;

import io.jndencode.Stopwatch;
import io.jndencode.cli.console.Console;
import io.jndencode.encode.Progress;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.job.JobOutcome;
import io.jndencode.media.MediaInfo;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.forecast.SizeForecast;
import io.jndencode.plan.sidecar.SidecarForecast;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.plan.sidecar.SidecarTotals;
import io.jndencode.text.EnumName;
import java.util.IntSummaryStatistics;
import org.jspecify.annotations.Nullable;

/** Writes a job's events for machines, as described in docs/ndjson.md. */
public final class NdjsonView implements JobView {
    private static final double PROGRESS_SECONDS = 0.25;

    private final Task task;
    private final Console console;
    private final JobState state;
    private @Nullable MediaInfo source;
    private long frames;
    private @Nullable Stopwatch sinceProgress;

    public NdjsonView(Task task, Console console) {
        this.task = task;
        this.console = console;
        this.state = new JobState(console.stopwatch());
    }

    @Override
    public void on(Progress event) {
        state.on(event);
        if (event instanceof Progress.Opened opened) {
            source = opened.source();
            frames = opened.frames();
            write(start(opened.source()));
        } else if (event instanceof Progress.Planned planned) {
            write(shot(planned.shot()));
        } else if (event instanceof Progress.Encoded encoded) {
            write(encoded(encoded));
        } else if (event instanceof Progress.Warning warning) {
            write(event("warning").put("message", warning.message()));
        } else if (event instanceof Progress.Kept kept) {
            write(event("left")
                    .put("folder", kept.folder().toString())
                    .put("shots", kept.shots())
                    .put("judged", kept.judged())
                    .put("finished", kept.done()));
        }
        if (sinceProgress == null || sinceProgress.seconds() > PROGRESS_SECONDS) {
            sinceProgress = console.stopwatch();
            write(progress());
        }
    }

    private JsonLine start(MediaInfo opened) {
        return event("start")
                .put("input", task.input().toString())
                .put("output", task.output() == null ? null : task.output().toString())
                .put("sidecar", task.sidecar().toString())
                .put("frames", frames)
                .put("duration", opened.duration(), 3)
                .put("target", task.target())
                .put("preset", task.preset())
                .put("model", task.model());
    }

    private JsonLine shot(PlannedShot shot) {
        JndPrediction jnd = shot.jnd();
        return event("shot")
                .put("index", shot.shot().index())
                .put("startFrame", shot.shot().frames().start())
                .put("endFrame", shot.shot().frames().end())
                .put("start", seconds(shot.startPts()))
                .put("end", seconds(shot.endPts()))
                .put("transition", EnumName.of(shot.shot().transition()))
                .put("jnd", jnd == null ? null : levels(jnd))
                .put("spread", jnd == null ? null : jnd.spread())
                .put("confidence", jnd == null ? null : EnumName.of(jnd.confidence()))
                .put("note", jnd == null || jnd.note().isEmpty() ? null : jnd.note())
                .put("qp", shot.qp())
                .put("crf", shot.crf())
                .put(
                        "clampedBy",
                        shot.settings().clampedBy() == null
                                ? null
                                : shot.settings().clampedBy().toString())
                .put("forecast", sizes(shot.size()));
    }

    private static @Nullable Object sizes(@Nullable SizeForecast forecast) {
        if (forecast == null) {
            return null;
        }
        return new JsonLine()
                .put("bytes", forecast.bytes())
                .put("low", forecast.low())
                .put("high", forecast.high())
                .fields();
    }

    private static Object levels(JndPrediction jnd) {
        return new JsonLine()
                .put("JND1", jnd.jnd1(), 2)
                .put("JND2", jnd.jnd2(), 2)
                .put("JND3", jnd.jnd3(), 2)
                .fields();
    }

    private JsonLine encoded(Progress.Encoded encoded) {
        PlannedShot shot = encoded.shot();
        Double start = seconds(shot.startPts());
        Double end = seconds(shot.endPts());
        SidecarShot.Result result = encoded.result().result(start == null || end == null ? 0 : end - start);
        return event("encoded")
                .put("index", shot.shot().index())
                .put("qp", shot.qp())
                .put("crf", shot.crf())
                .put("forecast", sizes(shot.size()))
                .put("bytes", result.bytes())
                .put("reused", encoded.kept())
                .put("kbps", result.kbps() == 0 ? null : result.kbps())
                .put("xpsnr", result.xpsnr())
                .put("ssim", result.ssim())
                .put("attempts", result.attempts())
                .put("predictedError", result.predictedError())
                .put("targetError", result.targetError());
    }

    private JsonLine progress() {
        BarState now = new BarState("", worked(), frames, "", state.seconds());
        return event("progress")
                .put("framesRead", state.framesRead())
                .put("framesEncoded", state.framesEncoded())
                .put("frames", frames)
                .put("shotsPlanned", state.shotsPlanned())
                .put("shotsEncoded", state.shotsEncoded())
                .put("bytes", state.bytes())
                .put("forecast", sizes(state.forecast(frames).orElse(null)))
                .put("seconds", state.seconds(), 3)
                .put("fps", now.framesPerSecond(), 1)
                .put("secondsLeft", now.secondsLeft() < 0 ? null : Math.round(now.secondsLeft()));
    }

    private long worked() {
        return task.output() == null ? state.framesRead() : state.framesEncoded();
    }

    @Override
    public void done(JobOutcome outcome, boolean sourceKept) {
        IntSummaryStatistics qps =
                outcome.plan().shots().stream().mapToInt(PlannedShot::qp).summaryStatistics();
        // A sidecar that is applied again may have results of before.
        SidecarTotals totals = outcome.leftAlone() ? null : outcome.sidecar().totals();
        SidecarForecast forecast = outcome.sidecar().forecast();
        write(event("done")
                .put("input", task.input().toString())
                .put(
                        "output",
                        task.output() == null || sourceKept
                                ? null
                                : task.output().toString())
                .put("sourceKept", sourceKept)
                .put("leftAlone", outcome.leftAlone())
                .put("sidecar", task.sidecar().toString())
                .put("target", task.target())
                .put("shots", outcome.plan().shots().size())
                .put("qpMin", qps.getMin())
                .put("qpMax", qps.getMax())
                .put("sourceBytes", sourceBytes(outcome))
                .put("outputBytes", totals == null ? null : totals.outputBytes())
                .put("saved", totals == null ? null : totals.saved())
                .put("videoSourceBytes", totals == null ? null : totals.videoSourceBytes())
                .put("videoBytes", totals == null ? null : totals.videoBytes())
                .put("videoSaved", totals == null ? null : totals.videoSaved())
                .put("forecast", forecast == null ? null : total(forecast))
                .put("seconds", outcome.seconds(), 3)
                .put("lostFrames", outcome.lostFrames()));
    }

    private static @Nullable Long sourceBytes(JobOutcome outcome) {
        if (outcome.leftAlone()) {
            return outcome.sidecar().source().stored().bytes();
        }
        SidecarTotals totals = outcome.sidecar().totals();
        return totals == null ? null : totals.sourceBytes();
    }

    private static Object total(SidecarForecast forecast) {
        return new JsonLine()
                .put("videoBytes", forecast.videoBytes())
                .put("low", forecast.low())
                .put("high", forecast.high())
                .put("videoSourceBytes", forecast.videoSourceBytes())
                .put("videoSaved", forecast.videoSaved())
                .put("otherBytes", forecast.otherBytes())
                .put("outputBytes", forecast.outputBytes())
                .fields();
    }

    @Override
    public void clear() {
        // Every event ends its own line.
    }

    private static JsonLine event(String type) {
        return new JsonLine().put("type", type);
    }

    private void write(JsonLine event) {
        console.result(event.line());
    }

    private @Nullable Double seconds(@Nullable Long pts) {
        if (pts == null || source == null) {
            return null;
        }
        return Math.round(source.video().timing().timeBase().seconds(pts) * 1e6) / 1e6;
    }
}
