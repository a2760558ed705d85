package io.jndencode.train.slim;

import io.jndencode.JndException;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.LabelStatistics;
import io.jndencode.dataset.LabelledPicture;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.SourceHashes;
import io.jndencode.jnd.JndLevel;
import io.jndencode.model.ModelMetadata;
import io.jndencode.model.ModelWeights;
import io.jndencode.model.slim.SlimMjLat;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.train.TrainEvent;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.data.FeatureStore;
import io.jndencode.train.evaluate.SafetyTable;
import io.jndencode.train.lite.LiteTeacher;
import io.jndencode.train.lite.LiteTraining;
import io.jndencode.train.lite.ValidationReport;
import io.jndencode.train.lite.ValidationShot;
import io.jndencode.train.network.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Trains MJ-LAT in small and evaluates it by the same cross-validation over sources as the lite net: encoders once, on pictures without
 * levels but coded at those of a model; then, for each fold and for all, the layers after them.
 */
public final class SlimTraining {
    /** Name of the model file. */
    public static final String FILE = "BestModel-" + SlimMjLat.NAME + ".onnx";

    private final DatasetLayout data;
    private final DatasetLayout pseudo;
    private final TrainOptions options;
    private final Provenance provenance;
    private final LiteTraining.EvaluationOptions evaluation;
    private final SlimRecipe recipe;

    /**
     * The result of a training.
     *
     * @param model the file
     * @param crossValidated all shots, each predicted by a net trained without its source
     */
    public record Outcome(Path model, ValidationReport crossValidated) {}

    /**
     * Creates a training.
     *
     * @param data labelled shots
     * @param pseudo pseudo-labelled pictures
     */
    public SlimTraining(
            DatasetLayout data,
            DatasetLayout pseudo,
            TrainOptions options,
            Provenance provenance,
            LiteTraining.EvaluationOptions evaluation,
            SlimRecipe recipe) {
        this.data = data;
        this.pseudo = pseudo;
        this.options = options;
        this.provenance = provenance;
        this.evaluation = evaluation;
        this.recipe = recipe;
    }

    /** Trains all stages, evaluates and writes the model. */
    public Outcome run(Consumer<TrainEvent> listener) {
        makeFolders();
        List<SlimSample> labelled = SlimSample.all(data);
        List<SlimSample> taught = SlimSample.all(pseudo);
        LiteTeacher teacher = new LiteTeacher(data, options, pseudo, pseudoOptions(), evaluation, listener);
        SlimEncoders encoders = SlimEncoders.train(pseudo, taught, recipe, options, listener);
        try (FeatureStore labelledLatents = encoders.latents("labelled", labelled, true, options, listener);
                FeatureStore taughtLatents = encoders.latents("pseudo", taught, false, options, listener)) {
            SlimHeads.Material known = new SlimHeads.Material(labelled, labelledLatents);
            SlimHeads.Material many = new SlimHeads.Material(taught, taughtLatents);
            SlimHeads heads = new SlimHeads(recipe, options, listener);
            List<ValidationShot> shots = new ArrayList<>();
            for (int fold = 0; fold < evaluation.folds(); fold++) {
                Predicate<String> judged = teacher.judged(fold);
                if (labelled.stream().map(SlimSample::group).anyMatch(judged)) {
                    Predicate<String> unknown = teacher.unknown(fold);
                    Map<String, float[]> weights = heads.train(
                            String.format(Locale.ROOT, "%s-fold%02d", SlimMjLat.NAME, fold),
                            known,
                            many,
                            teacher.of(fold),
                            unknown);
                    shots.addAll(judged(labelled, heads.predict(weights, known, judged), unknown));
                }
            }
            ValidationReport report = new ValidationReport(shots);
            Map<String, float[]> all = new LinkedHashMap<>(encoders.weights());
            all.putAll(heads.train(
                    SlimMjLat.NAME + "-all",
                    known,
                    many,
                    teacher.of(LiteTeacher.ALL),
                    teacher.unknown(LiteTeacher.ALL)));
            Path file = write(all, labelled, teacher.unknown(LiteTeacher.ALL), report);
            listener.accept(new TrainEvent.Written(file));
            return new Outcome(file, report);
        }
    }

    private void makeFolders() {
        try {
            Files.createDirectories(options.output().models());
            Files.createDirectories(pseudoOptions().output().checkpoints());
        } catch (IOException e) {
            throw new JndException.Model(
                    "The folder %s cannot be made.".formatted(options.output().models()), e);
        }
    }

    /** The same options with a folder of their own for what is kept of the pseudo-labelled pictures. */
    private TrainOptions pseudoOptions() {
        TrainOptions.Output output = options.output();
        return new TrainOptions(
                options.schedule(),
                options.sampling(),
                options.regularisation(),
                new TrainOptions.Output(
                        output.models(), output.checkpoints().resolve("pseudo"), output.logs(), output.seconds()),
                options.threads());
    }

    private static List<ValidationShot> judged(
            List<SlimSample> samples, Map<Integer, List<Double>> predictions, Predicate<String> unknown) {
        LabelStatistics labels = LabelStatistics.of(samples.stream()
                .filter(sample -> !unknown.test(sample.group()))
                .map(SlimSample::picture)
                .toList());
        List<Double> constant = Stream.of(JndLevel.values()).map(labels::mean).toList();
        Map<String, List<Integer>> shots = new LinkedHashMap<>();
        predictions
                .keySet()
                .forEach(place -> shots.computeIfAbsent(
                                samples.get(place).split() + "/"
                                        + samples.get(place).picture().shot(),
                                key -> new ArrayList<>())
                        .add(place));
        return shots.values().stream()
                .map(places -> shot(
                        samples.get(places.get(0)),
                        places.stream().map(predictions::get).toList(),
                        constant))
                .toList();
    }

    private static ValidationShot shot(SlimSample first, List<List<Double>> frames, List<Double> constant) {
        List<Double> label =
                Stream.of(JndLevel.values()).map(first.picture().levels()::of).toList();
        List<Double> mean = new ArrayList<>();
        for (int level = 0; level < label.size(); level++) {
            int at = level;
            mean.add(frames.stream()
                    .mapToDouble(frame -> frame.get(at))
                    .average()
                    .orElseThrow());
        }
        return new ValidationShot(
                first.picture().source(),
                first.group(),
                first.picture().tag(),
                label,
                mean,
                constant,
                frames.stream()
                        .map(frame -> new SafetyTable.Frame(frame.get(0), 1))
                        .toList(),
                1);
    }

    private Path write(
            Map<String, float[]> weights,
            List<SlimSample> samples,
            Predicate<String> unknown,
            ValidationReport report) {
        List<LabelledPicture> learnt = samples.stream()
                .filter(sample -> !unknown.test(sample.group()))
                .map(SlimSample::picture)
                .toList();
        SlimMjLat.Whole whole = SlimMjLat.whole(SlimMjLat.SIZE);
        Path file = options.output().models().resolve(FILE);
        ModelWeights.write(
                InferenceGraph.of(whole.graph())
                        .output("jnd", whole.jnd())
                        .metadata(metadata(learnt, report))
                        .withWeights(weights),
                file);
        return file;
    }

    private Map<String, String> metadata(List<LabelledPicture> learnt, ValidationReport report) {
        LabelStatistics labels = LabelStatistics.of(learnt);
        List<JndLevel> levels = List.of(JndLevel.values());
        String kind = Files.exists(data.manifest())
                ? Manifest.read(data.manifest()).labels()
                : "unknown: the dataset has no manifest.json";
        ModelMetadata.Errors errors = new ModelMetadata.Errors(
                IntStream.range(0, levels.size())
                        .mapToDouble(report::error)
                        .boxed()
                        .toList(),
                IntStream.range(0, levels.size())
                        .mapToDouble(report::constantError)
                        .boxed()
                        .toList(),
                report.shots().size(),
                levels.stream().map(labels::mean).toList(),
                levels.stream().map(labels::deviation).toList());
        Map<String, String> entries = new LinkedHashMap<>(new ModelMetadata(
                        SlimMjLat.NAME,
                        provenance.version(),
                        SlimMjLat.SIZE,
                        levels.stream().map(JndLevel::name).collect(Collectors.toList()),
                        kind + "; before that pseudo-labels by the lite net",
                        new ModelMetadata.Training(
                                "%s: %d shots; %s: pseudo-labelled pictures"
                                        .formatted(
                                                data.root().getFileName(),
                                                labels.shots(),
                                                pseudo.root().getFileName()),
                                provenance.command(),
                                options.sampling().seed()),
                        errors)
                .entries());
        entries.put(SourceHashes.KEY, SourceHashes.of(learnt).text());
        entries.put(
                "jnd.error.judged",
                "cross-validation over sources, %d folds: the layers after the encoders".formatted(evaluation.folds()));
        entries.put("jnd.error.rank", String.format(Locale.ROOT, "%.2f", report.rankCorrelation(0)));
        return entries;
    }
}
