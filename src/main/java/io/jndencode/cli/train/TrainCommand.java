package io.jndencode.cli.train;

import io.jndencode.Installation;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.DatasetFiles;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.model.lite.Lite;
import io.jndencode.model.slim.SlimMjLat;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.data.NetworkId;
import io.jndencode.train.network.BackboneTraining;
import io.jndencode.train.network.JndTraining;
import io.jndencode.train.network.Provenance;
import io.jndencode.train.network.TrainingMaterial;
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
import picocli.CommandLine.Spec;

/** Trains any of the networks on a dataset. */
@Command(
        name = "train",
        header = "Trains a network on a dataset of pictures with JND levels.",
        description = {
            "Trains a network on a dataset of pictures with JND levels: img-recon first, then jnd-recon for each"
                    + " level, then lat, rec, mj-lat or mj-rec on those; e2e-lat and e2e-rec go on from img-recon.",
            "A run that was stopped goes on from its last checkpoint when the same command is given again."
        },
        mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Option(
            names = {"--data", "--data_dir"},
            paramLabel = "DIR",
            required = true,
            description = "the dataset: train/ and valid/ with pictures and JND-Levels.txt, jndKtrain/ and jndKvalid/")
    private Path data = Path.of("");

    @Option(
            names = {"--start", "--ImgReconstrution_Model_Path"},
            paramLabel = "FILE|DIR",
            description = "of jnd-recon, e2e-lat and e2e-rec: the img-recon model to start from, or its folder"
                    + " (default: weights made from wavelets)")
    private @Nullable Path start;

    @Option(
            names = {"--backbones", "--JND_Recon_Models_Path"},
            paramLabel = "DIR|FILE",
            description =
                    "of lat, rec, mj-lat and mj-rec: the folder with BestModel-jnd1-recon.onnx to"
                            + " BestModel-jnd3-recon.onnx, or a model of mj-lat or mj-rec with them (default: the results folder)")
    private @Nullable Path backbones;

    @Option(
            names = {"--weights", "--model_weights_path"},
            paramLabel = "FILE",
            description = "a model of the same network to go on from (default: fresh weights)")
    private @Nullable Path weights;

    @Mixin
    private LiteOptions lite = new LiteOptions();

    @Mixin
    private PseudoStageOptions pseudo = new PseudoStageOptions();

    @Mixin
    private TrainingOptions training = new TrainingOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        TrainingView view = new TrainingView(console, common.quiet());
        RunFiles files = new RunFiles();
        DatasetFiles.read(files, data);
        if (network.named(Lite.NAME)) {
            pseudo.refuseUnused(Lite.NAME, false);
            training.declareLite(files);
            lite.train(new DatasetLayout(data), training.options(), commandLine(), view, console);
            return 0;
        }
        if (network.named(SlimMjLat.NAME)) {
            training.declareSlim(files);
            pseudo.slimPictures();
            pseudo.slimStages();
            pseudo.declare(files);
            new SlimRun(new DatasetLayout(data), training.options(), commandLine(), pseudo)
                    .train(lite.evaluation(), view, console);
            return 0;
        }
        return published(network.id(), files, view);
    }

    private int published(NetworkId id, RunFiles files, TrainingView view) {
        pseudo.refuseUnused(id);
        TrainOptions options = training.options(id);
        TrainOptions onLabels = pseudo.onLabels(options);
        TrainingMaterial material = new TrainingMaterial(
                new DatasetLayout(data),
                backbones == null ? options.output().models() : backbones,
                Optional.ofNullable(start),
                Optional.ofNullable(weights));
        material.files(id).forEach(file -> files.reads("the model to start from", file));
        training.declare(files, options, id);
        pseudo.declare(files);
        if (id.architecture().levels() == 0) {
            console.result(new BackboneTraining(id, material, options).run(view).toString());
            return 0;
        }
        Provenance provenance = new Provenance(Installation.version(), commandLine(), training.packing());
        JndTraining.Outcome outcome = new JndTraining(
                        id, material, onLabels, provenance, pseudo.stage(material.layout(), options, view))
                .run(view);
        outcome.report().lines().forEach(console::say);
        console.result(outcome.model().toString());
        return 0;
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
