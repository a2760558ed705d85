package io.jndencode.cli.farm;

import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.Inputs;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.ladder.LadderOptions;
import io.jndencode.cli.options.FilterOptions;
import io.jndencode.encode.Resources;
import io.jndencode.encode.resume.BuildFolder;
import io.jndencode.farm.CommandRunner;
import io.jndencode.farm.FarmJob;
import io.jndencode.farm.LadderFarm;
import io.jndencode.farm.encode.FarmProgress;
import io.jndencode.farm.encode.LadderPlanning;
import io.jndencode.farm.jobs.TaskSize;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.ladder.LadderPlan;
import io.jndencode.ladder.LadderProgress;
import io.jndencode.ladder.LadderRequest;
import io.jndencode.media.MediaInfo;
import io.jndencode.plan.Preset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A ladder by the machines of a farm: planned and encoded there, packaged here. */
record FarmLadders(LadderOptions options, FilterOptions filters, Tasks tasks, Console console, boolean quiet) {
    /**
     * What the machines do.
     *
     * @param model as they find it
     * @param program the words that start jnd-encode there
     * @param range the shortest part of the video that is worth a task, in seconds
     * @param size the least work of a task that encodes
     */
    record Tasks(String model, List<String> program, double range, TaskSize size) {
        Tasks {
            program = List.copyOf(program);
        }
    }

    /** Refuses, before any work, a folder whose name is taken, or no folder. */
    static void check(Path input, Path output, RunFiles files) {
        BuildFolder.checkFree(output);
        Path parent = output.toAbsolutePath().normalize().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new JndException.Encode("cannot write " + output + ": there is no folder " + parent);
        }
        files.reads("the input", input);
        files.worksIn("the folder of unfinished work", FarmJob.folder(output));
        files.worksIn("the folder of unfinished work", BuildFolder.of(output));
    }

    /** Makes the ladder; returns the number of frames of the video that could not be read. */
    long make(Path input, Path output, Preset preset, JndModel model, CommandRunner runner) {
        Path folder = FarmJob.folder(output);
        FarmJob.makeFolder(folder);
        Path plan = folder.resolve("plan");
        MediaInfo source = Inputs.probe(input);
        FarmJob.remove(
                plan); // of an earlier run, perhaps with other options; segments of the same work are found again
        LadderRequest request = options.request(source, filters, preset, plan, Resources.ofThisMachine());
        FarmView view = new FarmView(input, false, console, quiet);
        LadderPlan planned = new LadderPlanning(
                        new LadderPlanning.Request(request, output, tasks.model(), tasks.program(), tasks.range()),
                        model,
                        runner,
                        view::on)
                .run(event -> planning(event, view));
        LadderFarm farm = new LadderFarm(
                new LadderFarm.Request(
                        plan.resolve(LadderPlan.FILE),
                        input.toAbsolutePath(),
                        output.toAbsolutePath(),
                        tasks.program(),
                        tasks.size()),
                runner,
                event -> view.on(new FarmProgress.Task(event)));
        int shots = planned.sidecars().get(0).shots().size();
        view.say("encoding %d shots in %d rungs of %s"
                .formatted(shots, planned.rungs().size(), input));
        farm.run(event -> {
            if (event instanceof LadderProgress.Warning warning) {
                view.say(warning.message());
            } else if (event instanceof LadderProgress.Dropped dropped) {
                view.say(dropped.rung().rung() + " is left out: "
                        + dropped.rung().reason());
            }
        });
        view.on(new FarmProgress.Encoded(farm.tasks(), farm.work()));
        console.result(output.toString());
        return planned.lostFrames();
    }

    private static void planning(LadderProgress event, FarmView view) {
        if (event instanceof LadderProgress.Planned rung) {
            view.say(String.format(
                    Locale.ROOT,
                    "%s planned in %.1f s",
                    rung.rung(),
                    rung.outcome().seconds()));
        }
    }
}
