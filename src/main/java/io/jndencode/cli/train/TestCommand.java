package io.jndencode.cli.train;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.DatasetFiles;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.ModelStore;
import io.jndencode.model.Architecture;
import io.jndencode.train.data.NetworkId;
import io.jndencode.train.evaluate.BackboneEvaluator;
import io.jndencode.train.evaluate.ContentErrors;
import io.jndencode.train.evaluate.Evaluation;
import io.jndencode.train.evaluate.ModelEvaluator;
import io.jndencode.train.evaluate.RankCorrelation;
import io.jndencode.train.evaluate.TestResults;
import io.jndencode.train.network.TrainingMaterial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Evaluates a model on held-out pictures. */
@Command(
        name = "test",
        description = {
            "Judges a model on one part of a dataset, beside a constant prediction.",
            "With --out also writes NAME-test_results.csv, a line of predictions a picture, and a scatter plot."
        },
        mixinStandardHelpOptions = true)
public final class TestCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "MODEL",
            defaultValue = ModelStore.DEFAULT_MODEL,
            description = "an ONNX file, a model of the folder onnx-models, or a network's name with --weights"
                    + " (default: ${DEFAULT-VALUE})")
    private String model = ModelStore.DEFAULT_MODEL;

    @Mixin
    private LevelOption level = new LevelOption();

    @Option(
            names = {"--weights", "--model_weights_path"},
            paramLabel = "FILE|DIR",
            description = "the network's model, or the folder with its BestModel*.onnx (default: --out)")
    private @Nullable Path weights;

    @Option(
            names = {"--data", "--data_dir"},
            paramLabel = "DIR",
            required = true,
            description = "the dataset; the constant is the mean of its train/ labels")
    private Path data = Path.of("");

    @Option(
            names = {"--out", "--result_path"},
            paramLabel = "DIR",
            description = "where the table of predictions and the scatter plot are written (default: nowhere)")
    private @Nullable Path results;

    @Option(
            names = "--split",
            paramLabel = "PART",
            defaultValue = "test",
            description = "train, valid or test (default: ${DEFAULT-VALUE})")
    private Split split = Split.TEST;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0", description = "threads (default: all)")
    private int threads;

    @Option(
            names = {"--JND_Recon_Models_Path", "--ImgReconstrution_Model_Path"},
            paramLabel = "DIR",
            description = "accepted and not needed: a model file holds its backbones")
    @SuppressWarnings("UnusedVariable") // set by picocli but never read
    private @Nullable Path backbones;

    @Mixin
    private CommonOptions common = new CommonOptions();

    public TestCommand(Console console) {
        this.console = console;
    }

    @Option(
            names = {"-y", "--overwrite"},
            description = "replace results that exist")
    private boolean overwrite;

    @Override
    public Integer call() {
        common.apply();
        Optional<NetworkId> network = Architecture.of(model)
                .filter(known -> weights != null || results != null)
                .map(known -> NetworkId.of(known, level.chosen()));
        Path file = network.map(this::file).orElseGet(() -> new ModelStore(Installation.current()).find(model));
        String name = network.map(NetworkId::name).orElseGet(() -> stem(file));
        declare(file, name);
        if (network.isPresent() && network.get().architecture().levels() == 0) {
            backbone(file, network.get());
        } else {
            levels(file, name);
        }
        return 0;
    }

    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replace("BestModel-", "").replace(".onnx", "");
    }

    private void declare(Path file, String name) {
        RunFiles files = new RunFiles().reads("the model", file);
        DatasetFiles.read(files, data);
        if (results != null) {
            for (Path result : TestResults.files(results, name)) {
                files.makes("the file of --out", result, () -> overwrite);
            }
        }
    }

    private Path file(NetworkId network) {
        Path file = TrainingMaterial.inFolder(Objects.requireNonNull(weights == null ? results : weights), network);
        if (!Files.isRegularFile(file)) {
            throw new JndException.Model("There is no model %s; give --weights FILE.".formatted(file));
        }
        return file;
    }

    private void levels(Path file, String name) {
        ModelEvaluator.Verdict verdict = ModelEvaluator.evaluate(file, new DatasetLayout(data), split, threads);
        List<Evaluation> levels = verdict.scores().evaluate(verdict.labels());
        console.row(
                "level",
                "shots",
                "MAE",
                "constant MAE",
                "RMSE",
                "constant RMSE",
                "correlation",
                "bias",
                "over 1 QP too coarse",
                "over 2 QP too coarse",
                "rank correlation");
        for (int i = 0; i < levels.size(); i++) {
            Evaluation e = levels.get(i);
            console.row(
                    verdict.scores().levels().get(i),
                    e.count(),
                    hundredths(e.mae()),
                    hundredths(e.constantMae()),
                    hundredths(e.rmse()),
                    hundredths(e.constantRmse()),
                    hundredths(e.correlation()),
                    String.format(Locale.ROOT, "%+.2f", e.bias()),
                    percent(e.coarserByOne()),
                    percent(e.coarserByTwo()),
                    hundredths(RankCorrelation.of(verdict.scores().pairs(i))));
        }
        List<ContentErrors> kinds = verdict.scores().byContent();
        console.say(verdict.scores().levels().get(0) + " by kind of content:");
        ContentErrors.table(kinds).forEach(console::say);
        verdict.safety().ifPresent(table -> table.lines().forEach(console::say));
        console.say(learnt(verdict));
        if (results != null) {
            TestResults.write(results, name, verdict).forEach(written -> console.say("wrote " + written));
        }
    }

    /** Errors on shots a model was trained on say nothing about other shots. */
    private static String learnt(ModelEvaluator.Verdict verdict) {
        int shots = verdict.scores().shots().size();
        return verdict.learnt()
                .map(count -> count == 0
                        ? "none of the %d shots is of a source the model learnt from".formatted(shots)
                        : String.format(
                                Locale.ROOT,
                                "%d of the %d shots (%.0f %%) are of sources the model learnt from: these figures flatter it;"
                                        + " judge it on videos it does not know, or by the errors in its own file (models)",
                                count,
                                shots,
                                100.0 * count / shots))
                .orElse(
                        "unknown how many of the %d shots the model learnt from: its file does not list its sources, as files"
                                        .formatted(shots)
                                + " trained by this version do; these figures count only if it learnt from none");
    }

    private void backbone(Path file, NetworkId network) {
        BackboneEvaluator.Verdict verdict =
                BackboneEvaluator.evaluate(file, network, Dataset.read(new DatasetLayout(data), split), threads);
        console.row("pictures", "MSE", "PSNR", "the frame as it is, MSE", "its mean colour, MSE");
        console.row(
                verdict.pictures(),
                hundredths(verdict.network()),
                hundredths(BackboneEvaluator.Verdict.psnr(verdict.network())),
                hundredths(verdict.frame()),
                hundredths(verdict.constant()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String hundredths(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
