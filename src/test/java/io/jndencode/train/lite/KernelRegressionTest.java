package io.jndencode.train.lite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevels;
import io.jndencode.math.SymmetricMatrix;
import io.jndencode.media.CodingCost;
import io.jndencode.model.InputSize;
import io.jndencode.model.lite.Lite;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.train.onnx.ModelRunner;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KernelRegressionTest {
    private static final InputSize SIZE = new InputSize(64, 64);

    private static ShotFeatures shot(String source, double jnd1, double... features) {
        return new ShotFeatures(
                source,
                source,
                "",
                new JndLevels(jnd1, jnd1 + 5, jnd1 + 8),
                1,
                Split.TRAIN,
                List.of(untried(features)));
    }

    private static FrameFeatures untried(double... features) {
        return FrameFeatures.of(features, null);
    }

    private static List<ShotFeatures> line() {
        List<ShotFeatures> shots = new ArrayList<>();
        for (int i = 0; i <= 10; i++) {
            shots.add(shot("s" + i, 20 + i, i, 3 * i));
        }
        return shots;
    }

    @Test
    void labelsWithoutNoiseAreMetExactlyAndNothingIsUnknownThere() {
        KernelRegression net = KernelRegression.fit(line(), new KernelRegression.Settings(2, 1e-9));
        KernelRegression.Answer answer = net.answer(untried(4, 12));
        assertThat(answer.levels()[0]).isCloseTo(24, within(1e-4));
        assertThat(answer.levels()[2]).isCloseTo(32, within(1e-4));
        assertThat(answer.variance()).isLessThan(1e-4);
        assertThat(net.answer(untried(4.5, 13.5)).levels()[0]).isCloseTo(24.5, within(0.1));
    }

    @Test
    void farFromEverythingTheAnswerFallsTowardsTheMeanAndTheVarianceRises() {
        KernelRegression near = KernelRegression.fit(line(), new KernelRegression.Settings(0.3, 0.1));
        KernelRegression.Answer answer = near.answer(untried(60, -90));
        assertThat(answer.levels()[0]).isCloseTo(25, within(1.0));
        assertThat(answer.variance()).isGreaterThan(0.95);
        assertThat(near.answer(untried(5, 15)).variance()).isLessThan(0.4);
    }

    @Test
    void aShotOfLittleWeightIsHardlyFollowed() {
        List<ShotFeatures> shots = line();
        shots.set(
                5,
                new ShotFeatures(
                        "s5", "s5", "", new JndLevels(40, 45, 48), 0.01, Split.TRAIN, List.of(untried(5, 15))));
        KernelRegression net = KernelRegression.fit(shots, KernelRegression.Settings.CHOSEN);
        assertThat(net.answer(untried(5, 15)).levels()[0]).isCloseTo(25, within(1.0));
    }

    @Test
    void whatTrialsSayIsFollowedBeyondTheTrainingShots() {
        SplittableRandom random = new SplittableRandom(3);
        List<ShotFeatures> shots = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            CodingCost probe = probe(random);
            shots.add(tried("s" + i, law(probe), probe, random.nextDouble(), random.nextDouble()));
        }
        KernelRegression net = KernelRegression.fit(shots, KernelRegression.Settings.CHOSEN);
        CodingCost other = new CodingCost(47, 60, 0.4, 9);
        KernelRegression.Answer answer = net.answer(FrameFeatures.of(new double[] {0.5, 40}, other));
        assertThat(answer.levels()[0]).isCloseTo(law(other), within(0.3)); // the ridge holds back a little
        assertThat(answer.levels()[2]).isCloseTo(law(other) + 8, within(0.3));
        assertThat(answer.variance()).as("its signs are far from all").isGreaterThan(0.7);
    }

    @Test
    void shotsSomeOfWhichWereNotTriedAreJudgedByTheirLookAlone() {
        List<ShotFeatures> shots = line();
        shots.add(tried("t", 26, new CodingCost(40, 100, 2, 3), 6, 18));
        KernelRegression net = KernelRegression.fit(shots, new KernelRegression.Settings(2, 1e-9));
        assertThat(net.probes().looks()).isFalse();
        assertThat(net.answer(untried(4, 12)).levels()[0]).isCloseTo(24, within(1e-4));
    }

    private static double law(CodingCost probe) {
        return 30 - 0.8 * (probe.psnr() - 38) + 2 * Math.log1p(probe.motion()) - 0.01 * (probe.luma() - 100);
    }

    private static CodingCost probe(SplittableRandom random) {
        return new CodingCost(
                30 + 16 * random.nextDouble(),
                40 + 150 * random.nextDouble(),
                5 * random.nextDouble(),
                12 * random.nextDouble());
    }

    private static ShotFeatures tried(String source, double jnd1, CodingCost probe, double... features) {
        return new ShotFeatures(
                source,
                source,
                "",
                new JndLevels(jnd1, jnd1 + 5, jnd1 + 8),
                1,
                Split.TRAIN,
                List.of(FrameFeatures.of(features, probe)));
    }

    @Test
    void theGraphSaysWhatTheFormulaSays() {
        SplittableRandom random = new SplittableRandom(5);
        Lite.FeatureGraph looking = Lite.looking(SIZE);
        int pixels = 3 * SIZE.width() * SIZE.height();
        List<ShotFeatures> shots = new ArrayList<>();
        FloatBuffer frame = FloatBuffer.allocate(pixels);
        FloatBuffer before = FloatBuffer.allocate(pixels);
        Map<String, ModelRunner.Feed> feeds = Map.of(
                "frame", new ModelRunner.Feed(frame, 1, 3, SIZE.height(), SIZE.width()),
                "previous", new ModelRunner.Feed(before, 1, 3, SIZE.height(), SIZE.width()));
        try (ModelRunner eyes = new ModelRunner(
                InferenceGraph.of(looking.graph())
                        .output("signs", looking.features())
                        .withWeights(Map.of()),
                1)) {
            for (int i = 0; i < 9; i++) {
                draw(random, 10 * i, frame, before);
                shots.add(tried(
                        "s" + i, 20 + i, probe(random), doubles(eyes.run(feeds).getOrDefault("signs", new float[0]))));
            }
            KernelRegression net = KernelRegression.fit(shots, KernelRegression.Settings.CHOSEN);
            Lite.Whole whole = Lite.whole(SIZE, shots.size(), net.settings().length(), true);
            draw(random, 33, frame, before);
            CodingCost probe = probe(random);
            KernelRegression.Answer wanted =
                    net.answer(FrameFeatures.of(doubles(eyes.run(feeds).getOrDefault("signs", new float[0])), probe));
            try (ModelRunner runner = new ModelRunner(
                    InferenceGraph.of(whole.graph())
                            .output("jnd", whole.jnd())
                            .output("distance", whole.distance())
                            .withWeights(LiteWeights.of(net, 1, 1)),
                    1)) {
                Map<String, ModelRunner.Feed> all = new HashMap<>(feeds);
                all.put("trial", new ModelRunner.Feed(floats(probe), 1, 4));
                Map<String, float[]> said = runner.run(all);
                for (int level = 0; level < 3; level++) {
                    assertThat((double) said.getOrDefault("jnd", new float[3])[level])
                            .isCloseTo(wanted.levels()[level], within(2e-3));
                }
                assertThat((double) said.getOrDefault("distance", new float[1])[0])
                        .isCloseTo(wanted.variance(), within(2e-3));
            }
        }
    }

    @Test
    void theInverseOfAMatrixTimesItIsOne() {
        double[][] matrix = {{4, 1, 0.5}, {1, 3, -0.2}, {0.5, -0.2, 2}};
        double[][] inverse = SymmetricMatrix.inverse(matrix);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += matrix[i][k] * inverse[k][j];
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-12));
            }
        }
    }

    private static void draw(SplittableRandom random, int grain, FloatBuffer frame, FloatBuffer before) {
        for (int i = 0; i < frame.capacity(); i++) {
            double ramp = 60 + i % 64;
            frame.put(i, (float) (ramp + grain * (random.nextDouble() - 0.5)));
            before.put(i, (float) (ramp + 1 + grain * (random.nextDouble() - 0.5)));
        }
    }

    private static FloatBuffer floats(CodingCost probe) {
        return FloatBuffer.wrap(
                new float[] {(float) probe.psnr(), (float) probe.luma(), (float) probe.texture(), (float) probe.motion()
                });
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
