package io.jndencode.cli.train;

import io.jndencode.JndException;
import io.jndencode.cli.files.DatasetFiles;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.train.TrainEvent;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.data.NetworkId;
import io.jndencode.train.lite.TaughtPictures;
import io.jndencode.train.network.PseudoStage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What networks that learn from pseudo-labels first take: mj-lat-small always does, those on frozen backbones if they are given some. */
final class PseudoStageOptions {
    /** What the labels' step size is, in parts of that on pseudo-labels: what mj-lat-small has. */
    private static final double USUAL_SHARE = 0.15;

    private static final List<Integer> SLIM = List.of(10, 8, 4);
    private static final List<Integer> USUAL = List.of(8, 8);

    @Option(
            names = "--pseudo",
            paramLabel = "DIR",
            description =
                    "of mj-lat-small, lat, rec, mj-lat and mj-rec: pseudo-labelled pictures to learn from before the"
                            + " labels, as `label pseudo` makes them")
    private @Nullable Path pseudo;

    @Option(
            names = "--stages",
            paramLabel = "[E,]P,L",
            split = ",",
            hideParamSyntax = true,
            description = "with --pseudo, instead of --epochs: of mj-lat-small epochs of the encoders, of all epochs on"
                    + " pseudo-labels and on labels (default: 10,8,4 of mj-lat-small, else 8,8)")
    private List<Integer> stages = List.of();

    @Option(
            names = "--label-rate",
            paramLabel = "R",
            description = "with --pseudo, not of mj-lat-small: Adam's step size on labels (default: 0.15 of"
                    + " --learning-rate, which is that on pseudo-labels)")
    private @Nullable Double labelRate;

    /** Names what is read beside the dataset. */
    void declare(RunFiles files) {
        if (pseudo != null) {
            DatasetFiles.read(files, pseudo);
        }
    }

    boolean given() {
        return pseudo != null;
    }

    /** Refuses what would say nothing to this network. */
    void refuseUnused(NetworkId network) {
        refuseUnused(
                network.name(),
                network.architecture().levels() > 0 && !network.architecture().endToEnd());
    }

    /** The same of a network by its name; {@code frozen} if it has frozen backbones. */
    void refuseUnused(String name, boolean frozen) {
        if (given() && !frozen) {
            throw new JndException.Usage(
                    "--pseudo is of mj-lat-small and of networks on frozen backbones (lat, rec, mj-lat, mj-rec), %s is none."
                            .formatted(name));
        }
        if (!given() && (!stages.isEmpty() || labelRate != null)) {
            throw new JndException.Usage(
                    "--stages and --label-rate are of trainings that begin with pseudo-labels: give"
                            + " --pseudo DIR too, or --epochs and --learning-rate alone.");
        }
    }

    /** The folder that mj-lat-small cannot do without. */
    DatasetLayout slimPictures() {
        if (pseudo == null) {
            throw new JndException.Usage("mj-lat-small learns from pseudo-labels first: give --pseudo DIR, which"
                    + " `jnd-encode label pseudo` makes.");
        }
        return new DatasetLayout(pseudo);
    }

    List<Integer> slimStages() {
        return epochs(SLIM);
    }

    private List<Integer> epochs(List<Integer> usual) {
        List<Integer> chosen = stages.isEmpty() ? usual : stages;
        if (chosen.size() != usual.size() || chosen.stream().anyMatch(epochs -> epochs < 1)) {
            throw new JndException.Usage("--stages wants %s numbers of epochs, each 1 or more, such as %s."
                    .formatted(
                            usual.size() == 2 ? "two" : "three",
                            usual.stream().map(String::valueOf).collect(Collectors.joining(","))));
        }
        return chosen;
    }

    /** The options of the training on labels. */
    TrainOptions onLabels(TrainOptions options) {
        if (!given()) {
            return options;
        }
        double rate =
                labelRate == null ? USUAL_SHARE * options.schedule().rate().base() : labelRate;
        if (!(rate > 0)) {
            throw new JndException.Usage("--label-rate must be above 0, got %s.".formatted(labelRate));
        }
        return options.lasting(epochs(USUAL).get(1), rate, options.schedule().patience());
    }

    /** The stage before it, its pictures told their levels anew; empty where none is wanted. */
    Optional<PseudoStage> stage(DatasetLayout data, TrainOptions options, Consumer<TrainEvent> listener) {
        Path pictures = pseudo;
        if (pictures == null) {
            return Optional.empty();
        }
        TrainOptions begin =
                options.lasting(epochs(USUAL).get(0), options.schedule().rate().base(), 0);
        DatasetLayout layout = new DatasetLayout(pictures);
        return Optional.of(new PseudoStage(
                new TaughtPictures(data, layout, options).read(listener),
                begin,
                String.valueOf(pictures.getFileName())));
    }
}
