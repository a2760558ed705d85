package io.jndencode.cli.ladder;

import io.jndencode.ExitCode;
import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.ProgressOptions;
import io.jndencode.file.Trees;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.ladder.LadderJob;
import io.jndencode.ladder.LadderProgress;
import io.jndencode.ladder.LadderRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Plans a ladder in a folder of its own among the temporary files, prints what is expected of it, and leaves nothing behind. */
record ForecastRun(Console console, ProgressOptions progress, CommonOptions common) {
    /** @param request makes the request for a ladder at a place */
    ExitCode run(Function<Path, LadderRequest> request, JndModel model) {
        Path folder = temporary();
        try {
            foresee(request.apply(folder.resolve("ladder")), model);
        } finally {
            delete(folder);
        }
        return ExitCode.DONE;
    }

    private void foresee(LadderRequest request, JndModel model) {
        LadderView view = new LadderView(request, console, progress, common);
        List<LadderProgress.Planned> planned = new ArrayList<>();
        try {
            new LadderJob(request, model, event -> {
                        if (event instanceof LadderProgress.Planned rung) {
                            planned.add(rung);
                        } else if (concerns(event)) {
                            view.on(event);
                        }
                    })
                    .plan()
                    .remarks()
                    .forEach(remark -> view.on(new LadderProgress.Warning(remark)));
        } finally {
            view.clear();
        }
        new ForecastView(console, progress)
                .show(LadderForecast.of(planned, request.rungs().auto()));
    }

    /** Programs are told nothing of a forecast but its result; there is nothing to go on from. */
    private boolean concerns(LadderProgress event) {
        return !(event instanceof LadderProgress.Kept)
                && !(progress.json() && event instanceof LadderProgress.Encoding);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("jnd-encode-forecast-");
        } catch (IOException e) {
            throw new JndException.Encode("cannot plan in the folder for temporary files: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) {
        try {
            Trees.remove(folder);
        } catch (IOException e) {
            throw new JndException.Encode("cannot remove " + folder + ": " + e.getMessage(), e);
        }
    }
}
