package io.jndencode.cli.label;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.DatasetFiles;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.jnd.ModelStore;
import io.jndencode.label.human.HumanSetImport;
import io.jndencode.label.human.VideoSet;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.evaluate.PeopleCheck;
import io.jndencode.train.lite.LiteTraining;
import io.jndencode.train.network.Provenance;
import io.jndencode.train.network.WeightPrecision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares models with people's answers. */
@Command(
        name = "people",
        description = {
            "Says how far the models are from people's answers to VideoSet's clips, with intervals over clips and the"
                    + " noise of the answers beside it; with --retrain also how far a model is that learns from them.",
            "DIR is VideoSet's folder, with --levels, or a dataset made by label videoset."
        },
        mixinStandardHelpOptions = true)
public final class PeopleCommand implements Callable<Integer> {
    private static final int FOLDS = 12;

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "VideoSet's clips, or the dataset that label videoset made of them")
    private Path folder = Path.of("");

    @Mixin
    private VideoSetOptions clips = new VideoSetOptions();

    @Option(
            names = "--out",
            paramLabel = "ROOT",
            description = "where frames of the clips and the retrained model go (needed unless DIR is a dataset that is"
                    + " only judged on)")
    private @Nullable Path out;

    @Option(
            names = "--model",
            paramLabel = "MODEL|FILE",
            split = ",",
            description = "the models to judge (default: all of the folder onnx-models)")
    private List<String> models = List.of();

    @Option(
            names = "--retrain",
            description =
                    "also train the lite net on these answers, judge it by nets without the clip's group, and write"
                            + " it to ROOT/models")
    private boolean retrain;

    @Option(
            names = {"-y", "--overwrite"},
            description = "replace the retrained model of an earlier run")
    private boolean overwrite;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0", description = "threads (default: all)")
    private int threads;

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public PeopleCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        boolean made = Files.isRegularFile(new DatasetLayout(folder).manifest());
        List<Path> judged = models();
        RunFiles files = new RunFiles().reads("the model", judged);
        if (retrain) {
            files.makes("the retrained model", models(place()).resolve(LiteTraining.FILE), () -> overwrite);
            files.goesOnWith("the table of signs", List.of(signs(place())));
        }
        if (made) {
            DatasetFiles.read(files, folder);
        }
        DatasetLayout layout = made ? new DatasetLayout(folder) : imported(files);
        HumanAnswers answers = HumanAnswers.of(layout);
        List<String> rows = new ArrayList<>(PeopleCheck.head());
        PeopleCheck last = null;
        for (Path model : judged) {
            last = answers.check(model, threads);
            rows.add(last.row(String.valueOf(model.getFileName()).replace(".onnx", "")));
        }
        if (retrain) {
            last = answers.check(trained(layout).crossValidated().shots());
            rows.add(last.row("lite, taught by these answers, never by the clip's group"));
        }
        rows.forEach(console::result);
        if (last != null) {
            console.say(String.format(
                    Locale.ROOT,
                    "the answers alone are worth %.2f QP: so far would a perfect model be off, with so many people asked",
                    last.labelNoise()));
        }
        return 0;
    }

    private List<Path> models() {
        ModelStore store = new ModelStore(Installation.current());
        if (!models.isEmpty()) {
            return models.stream().map(store::find).toList();
        }
        List<Path> usable = new ArrayList<>();
        for (ModelStore.Entry entry : store.list()) {
            if (entry.problem() == null) {
                usable.add(entry.file());
            } else {
                console.say("left out: " + entry.problem());
            }
        }
        return usable.isEmpty() ? List.of(store.find(ModelStore.DEFAULT_MODEL)) : usable;
    }

    private Path place() {
        if (out == null) {
            throw new JndException.Usage("give --out ROOT: where frames of the clips and the retrained model go");
        }
        return out;
    }

    private static Path models(Path root) {
        return root.resolve("models");
    }

    private static Path signs(Path root) {
        return models(root).resolve("checkpoints").resolve("signs.tsv");
    }

    private DatasetLayout imported(RunFiles files) {
        VideoSet.Request request = clips.request(folder, console, common);
        files.reads("the input", DatasetFiles.below(folder, place()));
        clips.declare(files);
        DatasetFiles.declare(files, place());
        HumanSetImport.videoSet(request, HumanSetOptions.plain(place())).run(progress -> {
            if (!common.quiet() && progress.made()) {
                console.say("%d of %d: %s".formatted(progress.done(), progress.of(), progress.file()));
            }
        });
        return new DatasetLayout(place());
    }

    private LiteTraining.Outcome trained(DatasetLayout layout) {
        TrainOptions options = TrainOptions.reference(models(place()));
        Provenance provenance = new Provenance(
                Installation.version(),
                "jnd-encode people " + folder.getFileName() + " --retrain",
                WeightPrecision.FLOAT32);
        LiteTraining.Outcome outcome = new LiteTraining(
                        layout, options, provenance, new LiteTraining.EvaluationOptions(FOLDS, List.of()))
                .run(event -> {});
        console.say("wrote " + outcome.model());
        return outcome;
    }
}
