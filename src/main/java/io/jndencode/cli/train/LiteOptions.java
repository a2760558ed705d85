package io.jndencode.cli.train;

import io.jndencode.Installation;
import io.jndencode.cli.console.Console;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.model.lite.Lite;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.lite.HeldOutFiles;
import io.jndencode.train.lite.LiteTraining;
import io.jndencode.train.network.Provenance;
import io.jndencode.train.network.WeightPrecision;
import java.util.List;
import picocli.CommandLine.Option;

/** What {@code train lite} takes beyond the usual. */
final class LiteOptions {
    @Option(
            names = "--folds",
            paramLabel = "K",
            defaultValue = "12",
            description =
                    "of lite and mj-lat-small: parts of the cross-validation over sources (default: ${DEFAULT-VALUE})")
    private int folds = 12;

    @Option(
            names = "--never-train",
            paramLabel = "MARK,...",
            split = ",",
            hideParamSyntax = true,
            description =
                    "of lite and mj-lat-small: sources with this mark in their name are judged but never trained on")
    private List<String> neverTrained = List.of();

    LiteTraining.EvaluationOptions evaluation() {
        return new LiteTraining.EvaluationOptions(folds, neverTrained);
    }

    void train(DatasetLayout layout, TrainOptions options, String command, TrainingView view, Console console) {
        Provenance provenance = new Provenance(Installation.version(), command, WeightPrecision.FLOAT32);
        LiteTraining.EvaluationOptions evaluation = evaluation();
        LiteTraining.Outcome outcome = new LiteTraining(layout, options, provenance, evaluation).run(view);
        new HeldOutView(console).show("sources never trained on", outcome.crossValidated());
        outcome.valid()
                .ifPresent(report -> report.lines("trained on the training part, validation part")
                        .forEach(console::say));
        outcome.test()
                .ifPresent(report ->
                        report.lines("trained on the training part, test part").forEach(console::say));
        HeldOutFiles.write(options.output().models(), Lite.NAME, outcome.crossValidated())
                .forEach(file -> console.say("wrote " + file));
        console.result(outcome.model().toString());
    }
}
