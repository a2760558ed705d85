package io.jndencode.cli.train;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.DatasetFiles;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.model.slim.SlimMjLat;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.lite.HeldOutFiles;
import io.jndencode.train.lite.LiteTraining;
import io.jndencode.train.network.Provenance;
import io.jndencode.train.network.WeightPrecision;
import io.jndencode.train.slim.SlimRecipe;
import io.jndencode.train.slim.SlimTraining;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code train mj-lat-small} takes beyond the usual. */
final class SlimOptions {
    private static final int STAGES = 3;

    @Option(
            names = "--pseudo",
            paramLabel = "DIR",
            description = "of mj-lat-small: the dataset of pseudo-labelled pictures, as `label pseudo` makes it")
    private @Nullable Path pseudo;

    @Option(
            names = "--stages",
            paramLabel = "E,P,L",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "10,8,4",
            description =
                    "of mj-lat-small: epochs of the encoders, of the heads on pseudo-labels and on labels (default:"
                            + " ${DEFAULT-VALUE})")
    private List<Integer> stages = List.of();

    /** Names what is read beside the dataset. */
    void declare(RunFiles files) {
        DatasetFiles.read(files, pseudo());
    }

    private Path pseudo() {
        if (pseudo == null) {
            throw new JndException.Usage("mj-lat-small learns from pseudo-labels first: give --pseudo DIR, which"
                    + " `jnd-encode label pseudo` makes.");
        }
        return pseudo;
    }

    private SlimRecipe recipe() {
        if (stages.size() != STAGES || stages.stream().anyMatch(epochs -> epochs < 1)) {
            throw new JndException.Usage("--stages wants three numbers of epochs, each 1 or more, such as 10,8,4.");
        }
        return SlimRecipe.CHOSEN.lasting(stages.get(0), stages.get(1), stages.get(2));
    }

    void train(
            DatasetLayout layout,
            TrainOptions options,
            String command,
            LiteTraining.EvaluationOptions evaluation,
            TrainingView view,
            Console console) {
        Provenance provenance = new Provenance(Installation.version(), command, WeightPrecision.FLOAT32);
        SlimTraining training =
                new SlimTraining(layout, new DatasetLayout(pseudo()), options, provenance, evaluation, recipe());
        SlimTraining.Outcome outcome = training.run(view);
        new HeldOutView(console).show("sources the heads never trained on", outcome.crossValidated());
        HeldOutFiles.write(options.output().models(), SlimMjLat.NAME, outcome.crossValidated())
                .forEach(file -> console.say("wrote " + file));
        console.result(outcome.model().toString());
    }
}
