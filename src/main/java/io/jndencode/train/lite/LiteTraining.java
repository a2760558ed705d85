package io.jndencode.train.lite;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.JndException;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.DatasetShortage;
import io.jndencode.dataset.LabelledPicture;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.SourceHashes;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevel;
import io.jndencode.model.ModelMetadata;
import io.jndencode.model.ModelWeights;
import io.jndencode.model.lite.Lite;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.train.TrainEvent;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.network.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Trains the lite net on a whole dataset and evaluates it by cross-validation over sources.
 *
 * <p>The features of every picture are computed once (and stored on disk, so a stopped run can resume); the fit itself
 * takes seconds. The figures in the model come from nets trained without the source they are evaluated on; the net
 * written is then fitted to all shots. The dataset's own parts serve for one more evaluation, comparable with those of
 * the other networks.
 */
public final class LiteTraining {
    /** Name of the model file. */
    public static final String FILE = "BestModel-lite.onnx";

    /** Share of held-out shots at distance 1 or nearer. */
    private static final double NEAR = 0.95;

    /** Maximum number of shots kept as points: the net's size grows with its square. */
    private static final int MOST_POINTS = 750;

    private final DatasetLayout layout;
    private final TrainOptions options;
    private final Provenance provenance;
    private final EvaluationOptions evaluation;

    /**
     * Options of the evaluation.
     *
     * @param folds folds of the cross-validation
     * @param neverTrained marks of sources that are evaluated but never trained on
     */
    public record EvaluationOptions(int folds, List<String> neverTrained) {
        public EvaluationOptions {
            neverTrained = List.copyOf(neverTrained);
            if (folds < 2) {
                throw new JndException.Usage(
                        "--folds " + folds + " leaves nothing to train on; give 2 or more, 12 is usual.");
            }
        }
    }

    /**
     * The result of a training.
     *
     * @param model the file
     * @param crossValidated all shots, each predicted by a net trained without its source
     * @param valid the validation part, predicted by a net fitted to the training part; empty if the dataset has none
     * @param test the test part likewise
     */
    public record Outcome(
            Path model,
            ValidationReport crossValidated,
            Optional<ValidationReport> valid,
            Optional<ValidationReport> test) {}

    public LiteTraining(
            DatasetLayout layout, TrainOptions options, Provenance provenance, EvaluationOptions evaluation) {
        this.layout = layout;
        this.options = options;
        this.provenance = provenance;
        this.evaluation = evaluation;
    }

    /** Computes features, fits, evaluates and writes the model. */
    public Outcome run(Consumer<TrainEvent> listener) {
        List<ShotFeatures> shots = new ShotFeatureSet(layout, options).read(listener);
        GroupKFold folds = new GroupKFold(evaluation.folds(), options.sampling().seed(), evaluation.neverTrained());
        List<ShotFeatures> trainable = folds.trainable(shots);
        if (trainable.size() < DatasetShortage.FEWEST_SHOTS
                || trainable.stream().map(ShotFeatures::group).distinct().count() < 2) {
            throw new JndException.Model(
                    "%s has %d shots to train on; the lite net needs %d or more, of several sources: label more."
                            .formatted(layout.root(), trainable.size(), DatasetShortage.FEWEST_SHOTS));
        }
        KernelRegression.Settings settings = KernelRegression.Settings.CHOSEN;
        ValidationReport report = folds.evaluate(shots, settings);
        Optional<ValidationReport> valid = part(shots, folds, Split.VALID);
        Optional<ValidationReport> test = part(shots, folds, Split.TEST);
        Path file = written(options.output().models()).resolve(FILE);
        ModelWeights.write(model(thinned(trainable), report), file);
        listener.accept(new TrainEvent.Written(file));
        return new Outcome(file, report, valid, test);
    }

    private static Path written(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new JndException.Model("The folder %s cannot be made.".formatted(folder), e);
        }
    }

    private static Optional<ValidationReport> part(List<ShotFeatures> shots, GroupKFold folds, Split split) {
        List<ShotFeatures> train = folds.trainable(
                shots.stream().filter(shot -> shot.split() == Split.TRAIN).toList());
        List<ShotFeatures> evaluated =
                shots.stream().filter(shot -> shot.split() == split).toList();
        return evaluated.isEmpty() || train.size() < DatasetShortage.FEWEST_SHOTS
                ? Optional.empty()
                : Optional.of(
                        new ValidationReport(GroupKFold.evaluate(train, evaluated, KernelRegression.Settings.CHOSEN)));
    }

    /** Keeps every n-th shot, so that no more remain than a small net can hold. */
    private static List<ShotFeatures> thinned(List<ShotFeatures> shots) {
        if (shots.size() <= MOST_POINTS) {
            return shots;
        }
        List<ShotFeatures> kept = new ArrayList<>();
        for (int i = 0; i < MOST_POINTS; i++) {
            kept.add(shots.get((int) ((long) i * shots.size() / MOST_POINTS)));
        }
        return kept;
    }

    private ModelProto model(List<ShotFeatures> shots, ValidationReport report) {
        KernelRegression net = KernelRegression.fit(shots, KernelRegression.Settings.CHOSEN);
        Lite.Whole whole = Lite.whole(
                Lite.SIZE, shots.size(), net.settings().length(), net.probes().looks());
        return InferenceGraph.of(whole.graph())
                .output("jnd", whole.jnd())
                .output("spread", whole.spread())
                .output("distance", whole.distance())
                .metadata(metadata(shots, report))
                .withWeights(LiteWeights.of(
                        net, report.errorPerDeviation(), 1 / Math.max(1e-3, report.varianceQuantile(NEAR))));
    }

    private Map<String, String> metadata(List<ShotFeatures> shots, ValidationReport report) {
        String labels = Files.exists(layout.manifest())
                ? Manifest.read(layout.manifest()).labels()
                : "unknown: the dataset has no manifest.json";
        String data = "%s: %d shots of %d sources"
                .formatted(
                        layout.root().getFileName(),
                        shots.size(),
                        shots.stream().map(ShotFeatures::group).distinct().count());
        Map<String, String> entries = new LinkedHashMap<>(new ModelMetadata(
                        Lite.NAME,
                        provenance.version(),
                        Lite.SIZE,
                        Stream.of(JndLevel.values()).map(JndLevel::name).toList(),
                        labels,
                        new ModelMetadata.Training(
                                data, provenance.command(), options.sampling().seed()),
                        errors(shots, report))
                .entries());
        entries.put(SourceHashes.KEY, learntFrom(shots).text());
        entries.put(
                "jnd.error.judged",
                "cross-validation over sources, " + evaluation.folds() + " folds: " + sizes(report));
        entries.put("jnd.error.rank", String.format(Locale.ROOT, "%.2f", report.rankCorrelation(0)));
        return entries;
    }

    private SourceHashes learntFrom(List<ShotFeatures> shots) {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (Split split : Split.values()) {
            Set<String> sources = shots.stream()
                    .filter(shot -> shot.split() == split)
                    .map(ShotFeatures::source)
                    .collect(Collectors.toSet());
            if (!sources.isEmpty()) {
                Dataset.read(layout, split).pictures().stream()
                        .filter(picture -> sources.contains(picture.source()))
                        .forEach(pictures::add);
            }
        }
        return SourceHashes.of(pictures);
    }

    private static String sizes(ValidationReport report) {
        int footage = report.footage().size();
        return "%d shots of real footage, %d pans over pictures"
                .formatted(footage, report.shots().size() - footage);
    }

    private static ModelMetadata.Errors errors(List<ShotFeatures> shots, ValidationReport report) {
        List<Double> error = new ArrayList<>();
        List<Double> constant = new ArrayList<>();
        List<Double> means = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        for (int level = 0; level < JndLevel.values().length; level++) {
            int at = level;
            error.add(report.error(level));
            constant.add(report.constantError(level));
            double mean = shots.stream()
                    .mapToDouble(shot -> shot.target()[at])
                    .average()
                    .orElseThrow();
            means.add(mean);
            deviations.add(Math.sqrt(shots.stream()
                    .mapToDouble(shot -> (shot.target()[at] - mean) * (shot.target()[at] - mean))
                    .average()
                    .orElseThrow()));
        }
        return new ModelMetadata.Errors(error, constant, report.shots().size(), means, deviations);
    }
}
