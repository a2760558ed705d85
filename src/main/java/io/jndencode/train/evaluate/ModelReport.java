package io.jndencode.train.evaluate;

import io.jndencode.dataset.LabelStatistics;
import io.jndencode.model.ModelMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A network's scores on the validation shots and, if they cost little, on the training shots.
 *
 * @param labels the training labels, whose means are the constant predictor
 * @param train predictions on the training shots
 * @param valid predictions on the validation shots
 */
public record ModelReport(LabelStatistics labels, Optional<ShotScores> train, ShotScores valid) {
    /** Returns the scores on the validation shots, one per level. */
    public List<Evaluation> validation() {
        return valid.evaluate(labels);
    }

    /** Returns the validation figures in the form a model file states them. */
    public ModelMetadata.Errors errors() {
        List<Evaluation> evaluated = validation();
        return new ModelMetadata.Errors(
                evaluated.stream().map(Evaluation::mae).toList(),
                evaluated.stream().map(Evaluation::constantMae).toList(),
                valid.shots().size(),
                valid.levels().stream().map(labels::mean).toList(),
                valid.levels().stream().map(labels::deviation).toList());
    }

    /** Returns one line per level, for people. */
    public List<String> lines() {
        List<Evaluation> trained = train.map(scores -> scores.evaluate(labels)).orElse(List.of());
        List<Evaluation> validated = validation();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < validated.size(); i++) {
            Evaluation v = validated.get(i);
            String line = String.format(
                    Locale.ROOT,
                    "%s: validation MAE %.2f QP (a constant %.2f), RMSE %.2f (%.2f), correlation %.2f, bias %+.2f, %.0f %% over 1 QP too coarse, %.0f %% over 2",
                    valid.levels().get(i),
                    v.mae(),
                    v.constantMae(),
                    v.rmse(),
                    v.constantRmse(),
                    v.correlation(),
                    v.bias(),
                    100 * v.coarserByOne(),
                    100 * v.coarserByTwo());
            lines.add(trained.isEmpty() ? line : line + training(trained.get(i)));
        }
        return lines;
    }

    private static String training(Evaluation t) {
        return String.format(Locale.ROOT, "; training MAE %.2f (%.2f)", t.mae(), t.constantMae());
    }
}
