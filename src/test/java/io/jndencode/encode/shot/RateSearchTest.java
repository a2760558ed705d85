package io.jndencode.encode.shot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.plan.QpLimits;
import io.jndencode.plan.crf.RateMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class RateSearchTest {
    /** The QPs tried from a first one on, at most so many, and the best of them at the end. */
    private static List<Integer> search(int first, int most, QpLimits limits, IntToDoubleFunction error) {
        RateSearch search = RateSearch.ofQps(limits);
        List<Integer> path = new ArrayList<>();
        OptionalDouble next = OptionalDouble.of(first);
        while (next.isPresent() && path.size() < most) {
            int qp = (int) next.getAsDouble();
            path.add(qp);
            search.tried(qp, error.applyAsDouble(qp));
            next = search.next();
        }
        path.add((int) search.best());
        return path;
    }

    private static List<Integer> search(int first, IntToDoubleFunction error) {
        return search(first, 9, QpLimits.ALL, error);
    }

    @Test
    void whatIsRightWithinAQpIsLeftAlone() {
        assertThat(search(26, qp -> 1)).containsExactly(26, 26);
        assertThat(search(26, qp -> -1)).containsExactly(26, 26);
    }

    @Test
    void oneCorrectionIsEnoughWhereAQpIsWorthOne() {
        assertThat(search(26, qp -> qp - 31.4)).containsExactly(26, 31, 31);
        assertThat(search(36, qp -> qp - 31.4)).containsExactly(36, 31, 31);
    }

    @Test
    void theSecondCorrectionKnowsTheSlope() {
        assertThat(search(20, qp -> 0.6 * (qp - 34))).containsExactly(20, 28, 34, 34);
        assertThat(search(44, qp -> 1.5 * (qp - 30))).containsExactly(44, 23, 30, 30);
    }

    @Test
    void measurementsThatContradictThemselvesEndAtTheBest() {
        assertThat(search(26, 9, new QpLimits(20, 42), qp -> 3)).containsExactly(26, 23, 20, 20);
        assertThat(search(26, 3, QpLimits.ALL, qp -> qp % 2 == 0 ? 4 : -5).size())
                .isLessThanOrEqualTo(4);
    }

    @Test
    void theLimitsHold() {
        assertThat(search(40, 9, new QpLimits(20, 42), qp -> -8)).containsExactly(40, 42, 40);
        assertThat(search(12, 9, new QpLimits(12, 42), qp -> 5)).containsExactly(12, 12);
    }

    @Test
    void theBestOfEquallyWrongOnesIsTheFiner() {
        assertThat(search(26, 2, QpLimits.ALL, qp -> qp == 26 ? 3 : -3)).containsExactly(26, 23, 23);
    }

    @Test
    void nothingIsDoneAboutWhatCannotBeMeasured() {
        assertThat(search(26, qp -> Double.NaN)).containsExactly(26, 26);
    }

    /** SVT-AV1's CRFs are 2.4 a QP: 0.57 / 2.43 dB are expected of each, in quarter steps. */
    private static RateSearch crfs() {
        return RateSearch.ofCrfs(RateMapping.of("svt-av1"), 30);
    }

    @Test
    void aCrfMovesByTheDecibelsItIsOffAndThenAlongTheLine() {
        RateSearch search = crfs();
        search.tried(40, -2);
        double second = search.next().orElseThrow();
        assertThat(second).isCloseTo(40 + 2 / (0.57 / 2.43), within(0.2));
        assertThat(second % 0.25).isZero();
        search.tried(second, -2 + 0.3 * (second - 40));
        double third = search.next().orElseThrow();
        assertThat(third).isCloseTo(40 + 2 / 0.3, within(0.2));
        search.tried(third, 0.14);
        assertThat(search.next()).isEmpty();
        assertThat(search.best()).isEqualTo(third);
    }

    @Test
    void aLookMovesTheFirstEncodeAndTellsTheSlope() {
        RateSearch search = crfs();
        double first = search.looked(40, -1);
        assertThat(first).isCloseTo(40 + 1 / (0.57 / 2.43), within(0.2));
        search.tried(first, -1 + 0.4 * (first - 40));
        assertThat(search.next().orElseThrow()).isCloseTo(40 + 1 / 0.4, within(0.2));
        assertThat(crfs().looked(40, 0.1)).isEqualTo(40);
        assertThat(crfs().looked(40, Double.NaN)).isEqualTo(40);
    }

    @Test
    void aCrfStaysOnTheScale() {
        RateSearch search = crfs();
        search.tried(69, -9);
        assertThat(search.next().orElseThrow()).isEqualTo(70);
    }
}
