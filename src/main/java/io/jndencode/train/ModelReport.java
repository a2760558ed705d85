package io.jndencode.train;

import io.jndencode.model.ModelMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A head's scores on the training and the validation shots.
 *
 * @param labels the training labels: their means are the constant predictor
 * @param train predictions on the training shots
 * @param valid predictions on the validation shots
 */
public record ModelReport(LabelStatistics labels, ShotScores train, ShotScores valid) {
    /** Judgements of the validation shots, one a level. */
    public List<Evaluation> validation() {
        return judge(valid);
    }

    /** Judgements of the training shots, one a level. */
    public List<Evaluation> training() {
        return judge(train);
    }

    private List<Evaluation> judge(ShotScores scores) {
        List<Evaluation> levels = new ArrayList<>();
        for (int level = 0; level < 3; level++) {
            levels.add(scores.judge(level, labels.means().get(level)));
        }
        return levels;
    }

    /** The validation figures as a model file states them. */
    ModelMetadata.Errors errors() {
        List<Evaluation> levels = validation();
        return new ModelMetadata.Errors(
                levels.stream().map(Evaluation::mae).toList(),
                levels.stream().map(Evaluation::constantMae).toList(),
                valid.shots().size(),
                labels.means(),
                labels.deviations());
    }

    /** One line a level, for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<Evaluation> trained = training();
        List<Evaluation> validated = validation();
        for (int level = 0; level < 3; level++) {
            Evaluation v = validated.get(level);
            Evaluation t = trained.get(level);
            lines.add(String.format(
                    Locale.ROOT,
                    "JND%d: validation MAE %.2f QP (a constant %.2f), RMSE %.2f (%.2f), correlation %.2f; training MAE %.2f (%.2f)",
                    level + 1,
                    v.mae(),
                    v.constantMae(),
                    v.rmse(),
                    v.constantRmse(),
                    v.correlation(),
                    t.mae(),
                    t.constantMae()));
        }
        return lines;
    }
}
