package io.jndencode.cli;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.jnd.JndLevel;
import io.jndencode.model.Architecture;
import io.jndencode.train.BackboneTraining;
import io.jndencode.train.DatasetLayout;
import io.jndencode.train.MjLatTraining;
import io.jndencode.train.Provenance;
import io.jndencode.train.TrainOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a backbone or MJ-LAT on a dataset. */
@Command(
        name = "train",
        description = {
            "Trains a network on a dataset of pictures with JND levels: img-recon, then jnd-recon for each level, then mj-lat.",
            "A run that was stopped goes on from its last checkpoint when the same command is given again."
        },
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "img-recon, jnd-recon or mj-lat")
    private String model = "";

    @Option(
            names = {"--data", "--data_dir"},
            paramLabel = "DIR",
            required = true,
            description = "the dataset: train/ and valid/ with pictures and JND-Levels.txt, jndKtrain/ and jndKvalid/")
    private Path data = Path.of("");

    @Option(
            names = {"--level", "--jnd_value"},
            paramLabel = "K",
            description = "of jnd-recon: the level to reproduce, 1, 2 or 3")
    private @Nullable Integer level;

    @Option(
            names = {"--start", "--ImgReconstrution_Model_Path"},
            paramLabel = "FILE",
            description = "of jnd-recon: the img-recon model to start from")
    private @Nullable Path start;

    @Option(
            names = {"--backbones", "--JND_Recon_Models_Path"},
            paramLabel = "DIR",
            description = "of mj-lat: the folder with BestModel-jnd1-recon.onnx to BestModel-jnd3-recon.onnx"
                    + " (default: the results folder)")
    private @Nullable Path backbones;

    @Mixin
    private TrainingOptions training = new TrainingOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        DatasetLayout layout = new DatasetLayout(data);
        TrainOptions options = training.options();
        TrainingView view = new TrainingView(console, common.quiet());
        switch (architecture()) {
            case IMG_RECON -> backbone(layout, Optional.empty(), options, view);
            case JND_RECON -> backbone(layout, Optional.of(chosenLevel()), options, view);
            case MJ_LAT -> mjLat(layout, options, view);
            default ->
                throw new JndException.Usage(
                        "%s cannot be trained by this version; it trains img-recon, jnd-recon and mj-lat."
                                .formatted(model));
        }
        return 0;
    }

    private Architecture architecture() {
        return Architecture.of(model)
                .orElseThrow(() -> new JndException.Usage(
                        "There is no network '%s'; train img-recon, jnd-recon or mj-lat.".formatted(model)));
    }

    private JndLevel chosenLevel() {
        if (level == null || level < 1 || level > JndLevel.values().length) {
            throw new JndException.Usage("jnd-recon needs --level 1, 2 or 3, got %s.".formatted(level));
        }
        return JndLevel.valueOf("JND" + level);
    }

    private void backbone(DatasetLayout layout, Optional<JndLevel> quality, TrainOptions options, TrainingView view) {
        Path file = new BackboneTraining(layout, quality, Optional.ofNullable(start), options).run(view);
        console.result(file.toString());
    }

    private void mjLat(DatasetLayout layout, TrainOptions options, TrainingView view) {
        Path encoders = backbones == null ? options.results() : backbones;
        Provenance provenance = new Provenance(Installation.version(), commandLine(), training.packing());
        MjLatTraining.Outcome outcome = new MjLatTraining(layout, encoders, options, provenance).run(view);
        outcome.report().lines().forEach(console::say);
        console.result(outcome.model().toString());
    }

    /** The command line as it was given, for the model's metadata; of paths only the last name, which means something elsewhere. */
    private String commandLine() {
        List<String> given = Objects.requireNonNull(spec, "spec")
                .root()
                .commandLine()
                .getParseResult()
                .originalArgs();
        return given.stream()
                .map(argument -> argument.substring(argument.lastIndexOf('/') + 1))
                .collect(Collectors.joining(" ", "jnd-encode ", ""));
    }
}
