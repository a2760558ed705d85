package io.jndencode.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    @Test
    void figuresAreThoseOfAHandComputation() {
        Evaluation evaluated = Evaluation.of(
                List.of(
                        new Evaluation.Pair(20, 22),
                        new Evaluation.Pair(24, 23),
                        new Evaluation.Pair(28, 27),
                        new Evaluation.Pair(32, 28)),
                25);
        assertThat(evaluated.count()).isEqualTo(4);
        assertThat(evaluated.mae()).isCloseTo(2.0, within(1e-12));
        assertThat(evaluated.rmse()).isCloseTo(Math.sqrt(22.0 / 4), within(1e-12));
        assertThat(evaluated.constantMae()).isCloseTo(4.0, within(1e-12));
        assertThat(evaluated.constantRmse()).isCloseTo(Math.sqrt(84.0 / 4), within(1e-12));
        assertThat(evaluated.correlation()).isCloseTo(44 / Math.sqrt(80 * 26.0), within(1e-12));
    }

    @Test
    void theBiasIsPositiveWhereItIsTooCoarseAndCoarserMeansMoreThan() {
        Evaluation evaluated = Evaluation.of(
                List.of(
                        new Evaluation.Pair(20, 23),
                        new Evaluation.Pair(20, 22),
                        new Evaluation.Pair(20, 21),
                        new Evaluation.Pair(20, 16)),
                25);
        assertThat(evaluated.bias()).isCloseTo(0.5, within(1e-12));
        assertThat(evaluated.coarserByOne()).isEqualTo(0.5);
        assertThat(evaluated.coarserByTwo()).as("2 is not more than 2").isEqualTo(0.25);
    }

    @Test
    void errorsAreToldByKindOfContentTheKindWithMostShotsFirst() {
        List<String> table = ContentErrors.table(ContentErrors.of(List.of(
                new ContentErrors.Judged("face", new Evaluation.Pair(20, 22.5)),
                new ContentErrors.Judged("", new Evaluation.Pair(20, 20)),
                new ContentErrors.Judged("dark", new Evaluation.Pair(30, 28)),
                new ContentErrors.Judged("dark", new Evaluation.Pair(30, 31.5)))));
        assertThat(table)
                .endsWith(
                        "| dark | 2 | 1.75 | -0.25 | 1 | 0 |",
                        "| face | 1 | 2.50 | +2.50 | 1 | 1 |",
                        "| not said | 1 | 0.00 | +0.00 | 0 | 0 |")
                .hasSize(5);
    }

    @Test
    void aConstantPredictorHasNoCorrelationAndItsOwnError() {
        Evaluation evaluated = Evaluation.of(List.of(new Evaluation.Pair(20, 25), new Evaluation.Pair(30, 25)), 25);
        assertThat(evaluated.correlation()).isZero();
        assertThat(evaluated.mae()).isEqualTo(evaluated.constantMae());
    }

    @Test
    void nothingCannotBeJudged() {
        assertThatThrownBy(() -> Evaluation.of(List.of(), 25)).isInstanceOf(IllegalArgumentException.class);
    }
}
