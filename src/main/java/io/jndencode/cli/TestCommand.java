package io.jndencode.cli;

import io.jndencode.Installation;
import io.jndencode.jnd.ModelStore;
import io.jndencode.train.DatasetLayout;
import io.jndencode.train.Evaluation;
import io.jndencode.train.ModelJudge;
import io.jndencode.train.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a model on held-out pictures. */
@Command(
        name = "test",
        description = "Judges a three-level model on one part of a dataset, beside a constant prediction.",
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "MODEL",
            defaultValue = ModelStore.DEFAULT_MODEL,
            description = "a model of the folder onnx-models, or an ONNX file (default: ${DEFAULT-VALUE})")
    private String model = ModelStore.DEFAULT_MODEL;

    @Option(
            names = {"--data", "--data_dir"},
            paramLabel = "DIR",
            required = true,
            description = "the dataset; the constant is the mean of its train/ labels")
    private Path data = Path.of("");

    @Option(
            names = "--split",
            paramLabel = "PART",
            defaultValue = "test",
            description = "train, valid or test (default: ${DEFAULT-VALUE})")
    private Split split = Split.TEST;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0", description = "threads (default: all)")
    private int threads;

    @Mixin
    private CommonOptions common = new CommonOptions();

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        Path file = new ModelStore(Installation.current()).find(model);
        List<Evaluation> levels = ModelJudge.judge(file, new DatasetLayout(data), split, threads);
        console.result("level\tshots\tMAE\tconstant MAE\tRMSE\tconstant RMSE\tcorrelation");
        for (int i = 0; i < levels.size(); i++) {
            Evaluation e = levels.get(i);
            console.result(String.format(
                    Locale.ROOT,
                    "JND%d\t%d\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f",
                    i + 1,
                    e.count(),
                    e.mae(),
                    e.constantMae(),
                    e.rmse(),
                    e.constantRmse(),
                    e.correlation()));
        }
        return 0;
    }
}
