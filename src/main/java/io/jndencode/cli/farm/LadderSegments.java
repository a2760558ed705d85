package io.jndencode.cli.farm;

import io.jndencode.ExitCode;
import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.options.SourceOption;
import io.jndencode.farm.ShotsTask;
import io.jndencode.farm.jobs.JobList;
import io.jndencode.farm.jobs.ShotNumbers;
import io.jndencode.ladder.LadderPlan;
import io.jndencode.ladder.LadderProgress;
import io.jndencode.ladder.LadderStitch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The segments of a planned ladder: in a folder for each rung. */
final class LadderSegments {
    private final Path file;
    private final LadderPlan plan;
    private final Path video;

    /** Reads the plan in a file and finds its video. */
    LadderSegments(Path file, SourceOption source) {
        this.file = file;
        this.plan = LadderPlan.read(file);
        this.video = source.of(plan.sidecars().get(0), file);
    }

    /**
     * Where a ladder is joined.
     *
     * @param segments the folder of the rungs' folders
     * @param output the folder to create
     * @param skip whether to leave alone whatever has that name
     */
    record Places(Path segments, Path output, boolean skip) {}

    /** Returns the task that encodes shots in all rungs. */
    ShotsTask task(ShotNumbers numbers, Path segments) {
        List<Integer> shots = numbers.within(plan.sidecars().get(0).shots().size());
        List<ShotsTask.Part> parts = new ArrayList<>();
        for (LadderPlan.Planned rung : plan.rungs()) {
            Path folder = segments.resolve(rung.rung().name());
            parts.add(new ShotsTask.Part(
                    rung.sidecar(),
                    shots.stream()
                            .map(shot -> JobList.Layout.segment(folder, shot))
                            .toList()));
        }
        return new ShotsTask(parts, video, shots);
    }

    /** Joins and packages; a ladder of this plan that is there is left alone, since job lists may be run again. */
    int stitch(Places places, Console console, boolean quiet) {
        Path output = places.output();
        if (Files.exists(output)) {
            boolean same = LadderStitch.isOf(plan, output);
            if (!same && !places.skip()) {
                throw new JndException.Usage(output + " exists already, is not the ladder of " + file
                        + ", and is never replaced: name another folder");
            }
            say(console, quiet, output + " exists already" + (same ? ", made of this plan" : " and is left as it is"));
        } else {
            if (!Files.isDirectory(places.segments())) {
                throw new JndException.Input("there is no folder " + places.segments()
                        + ": run the jobs of the shots first, or name another with --segments");
            }
            LadderStitch.Request request = new LadderStitch.Request(
                    plan,
                    video,
                    (rung, shot) -> JobList.Layout.segment(places.segments().resolve(rung.name()), shot),
                    output);
            new LadderStitch(request, event -> told(event, console, quiet)).run();
        }
        console.result(output.toString());
        if (plan.lostFrames() > 0) {
            throw new JndException.Quality("%s is done, but %d frames of %s are missing: it is damaged or was cut off"
                    .formatted(output, plan.lostFrames(), video));
        }
        return ExitCode.DONE.code();
    }

    private static void told(LadderProgress event, Console console, boolean quiet) {
        if (event instanceof LadderProgress.Warning warning) {
            say(console, quiet, warning.message());
        } else if (event instanceof LadderProgress.Dropped dropped) {
            say(
                    console,
                    quiet,
                    dropped.rung().rung() + " is left out: " + dropped.rung().reason());
        }
    }

    private static void say(Console console, boolean quiet, String line) {
        if (!quiet) {
            console.say("jnd-encode: " + line);
        }
    }
}
