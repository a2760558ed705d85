package io.jndencode.cli.train;

import io.jndencode.Installation;
import io.jndencode.cli.console.Console;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.model.slim.SlimMjLat;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.lite.HeldOutFiles;
import io.jndencode.train.lite.LiteTraining;
import io.jndencode.train.network.Provenance;
import io.jndencode.train.network.WeightPrecision;
import io.jndencode.train.slim.SlimRecipe;
import io.jndencode.train.slim.SlimTraining;
import java.util.List;

/** What {@code train mj-lat-small} does with its options. */
record SlimRun(DatasetLayout layout, TrainOptions options, String command, PseudoStageOptions pseudo) {
    void train(LiteTraining.EvaluationOptions evaluation, TrainingView view, Console console) {
        Provenance provenance = new Provenance(Installation.version(), command, WeightPrecision.FLOAT32);
        List<Integer> stages = pseudo.slimStages();
        SlimRecipe recipe = SlimRecipe.CHOSEN.lasting(stages.get(0), stages.get(1), stages.get(2));
        SlimTraining training =
                new SlimTraining(layout, pseudo.slimPictures(), options, provenance, evaluation, recipe);
        SlimTraining.Outcome outcome = training.run(view);
        new HeldOutView(console).show("sources the heads never trained on", outcome.crossValidated());
        HeldOutFiles.write(options.output().models(), SlimMjLat.NAME, outcome.crossValidated())
                .forEach(file -> console.say("wrote " + file));
        console.result(outcome.model().toString());
    }
}
