package io.jndencode.jnd.inference;

import io.jndencode.jnd.FrameLevels;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.LevelOrdering;
import io.jndencode.jnd.ModelCard;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Combines the predictions for the frames of a shot into one.
 *
 * <p>Levels are medians over the frames (of two frames, the mean), so that one odd frame, such as a flash or part of a fade, does not decide.
 * The spread combines the model's expected error with the disagreement between frames. If the shot is out of distribution according to
 * {@link PredictionConfidence}, the lowest frame decides instead of the median, and no level exceeds the mean of the training labels, the
 * best guess without looking at the frames.
 */
final class ShotAggregation {
    /** Lowest first level of any real shot; a network that predicts less is extrapolating. */
    static final double LOWEST = 12;

    static final double HIGHEST = 45;

    /** Mean and error of a constant prediction over the labelled shots, for models that do not declare their own. */
    private static final double[] USUAL_MEAN = {26.2, 31.0, 34.1};

    private static final double USUAL_ERROR = 2.5;
    private static final double USUAL_SD = 3.2;

    /** Standard deviations from the mean beyond which a prediction is extrapolated: one label in eighty of a normal distribution. */
    private static final double FAR = 2.5;

    /** Disagreement between frames, in expected errors of the model, that is no longer chance. */
    private static final double APART = 3;

    private final double[] mean;
    private final double error;
    private final double constantError;
    private final double sd;

    ShotAggregation(ModelCard card) {
        mean = card.labelMean().isEmpty()
                ? USUAL_MEAN.clone()
                : LevelOrdering.complete(card.levels(), toArray(card.labelMean()));
        error = first(card.error(), USUAL_ERROR);
        constantError = Math.max(error, first(card.constantError(), USUAL_ERROR));
        sd = first(card.labelSd(), USUAL_SD);
    }

    /**
     * Returns the prediction for a shot.
     *
     * @param frames at least one
     * @param allFlat whether none of the frames has enough content to judge
     */
    JndPrediction aggregate(List<FrameLevels> frames, boolean allFlat) {
        double[] median = new double[3];
        double[] lowest = new double[3];
        double disagreement = 0;
        for (int level = 0; level < 3; level++) {
            int which = level;
            double[] values = frames.stream()
                    .mapToDouble(f -> f.levels().toArray()[which])
                    .sorted()
                    .toArray();
            median[level] = median(values);
            lowest[level] = values[0];
            if (level == 0) {
                disagreement = values[values.length - 1] - values[0];
            }
        }
        double spread = Math.hypot(modelError(frames), disagreement / 2);
        PredictionConfidence confidence = confidence(frames, median[0], disagreement, allFlat);
        boolean strange = confidence.confidence() == JndPrediction.Confidence.OUT_OF_DISTRIBUTION;
        double[] levels = strange ? cautious(lowest) : median;
        double[] ordered = LevelOrdering.ordered(levels, LOWEST, HIGHEST);
        return new JndPrediction(
                ordered[0],
                ordered[1],
                ordered[2],
                strange ? Math.max(spread, constantError) : spread,
                confidence.confidence(),
                confidence.note());
    }

    private PredictionConfidence confidence(
            List<FrameLevels> frames, double jnd1, double disagreement, boolean allFlat) {
        if (allFlat) {
            return PredictionConfidence.flat();
        }
        if (extrapolated(jnd1)) {
            return PredictionConfidence.extrapolated(jnd1);
        }
        double[] distances = frames.stream()
                .map(FrameLevels::distance)
                .flatMapToDouble(OptionalDouble::stream)
                .sorted()
                .toArray();
        PredictionConfidence distant =
                distances.length == 0 ? PredictionConfidence.none() : PredictionConfidence.at(median(distances));
        return distant.confidence() == JndPrediction.Confidence.IN_DISTRIBUTION && disagreement > APART * error
                ? PredictionConfidence.changing(disagreement)
                : distant;
    }

    private boolean extrapolated(double jnd1) {
        return !(jnd1 >= LOWEST && jnd1 <= HIGHEST && Math.abs(jnd1 - mean[0]) <= FAR * sd);
    }

    private double[] cautious(double[] levels) {
        double[] result = new double[3];
        for (int i = 0; i < 3; i++) {
            result[i] = Double.isFinite(levels[i]) ? Math.min(levels[i], mean[i]) : mean[i];
        }
        return result;
    }

    private double modelError(List<FrameLevels> frames) {
        OptionalDouble own = frames.stream()
                .map(FrameLevels::spread)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .filter(value -> Double.isFinite(value) && value >= 0)
                .average();
        return own.orElse(error);
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Returns the value of the finest level the model has. */
    private static double first(List<Double> values, double otherwise) {
        return values.isEmpty() ? otherwise : values.get(0);
    }

    private static double[] toArray(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
