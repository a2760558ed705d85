package io.jndencode.model.slim;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.jndencode.model.GraphExport;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.nn.Parameter;
import io.jndencode.train.onnx.ModelRunner;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlimMjLatTest {
    private static final int PIXELS = 3 * SlimMjLat.SIZE.width() * SlimMjLat.SIZE.height();

    private static ModelRunner.Feed pictures(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        FloatBuffer values = FloatBuffer.allocate(count * PIXELS);
        while (values.hasRemaining()) {
            values.put(random.nextInt(256));
        }
        return new ModelRunner.Feed(values, count, 3, SlimMjLat.SIZE.height(), SlimMjLat.SIZE.width());
    }

    @Test
    void levelsOfFreshWeightsRiseForEveryFrameOfABatch() {
        SlimMjLat.Whole whole = SlimMjLat.whole(SlimMjLat.SIZE);
        FloatBuffer trials = FloatBuffer.wrap(new float[] {40, 100, 2, 3, 20, 5, 0, 0, 60, 255, 30, 60});
        try (ModelRunner runner = new ModelRunner(
                InferenceGraph.of(whole.graph())
                        .output("jnd", whole.jnd())
                        .withWeights(GraphExport.fresh(whole.graph(), 3)),
                1)) {
            float[] jnd = runner.run(Map.of(
                            "frame",
                            pictures(1, 3),
                            "previous",
                            pictures(2, 3),
                            "trial",
                            new ModelRunner.Feed(trials, 3, 4)))
                    .getOrDefault("jnd", new float[0]);
            assertThat(jnd).hasSize(9);
            for (int frame = 0; frame < 3; frame++) {
                assertThat(jnd[3 * frame + 1]).isGreaterThanOrEqualTo(jnd[3 * frame]);
                assertThat(jnd[3 * frame + 2]).isGreaterThanOrEqualTo(jnd[3 * frame + 1]);
            }
        }
    }

    @Test
    void itTakesAFrameThePreviousOneAndATrialAndIsSmall() {
        SlimMjLat.Whole whole = SlimMjLat.whole(SlimMjLat.SIZE);
        var model = InferenceGraph.of(whole.graph())
                .output("jnd", whole.jnd())
                .withWeights(GraphExport.fresh(whole.graph(), 3));
        assertThat(model.getGraph().getInputList())
                .extracting(ValueInfoProto::getName)
                .containsExactlyInAnyOrder("frame", "previous", "trial");
        assertThat(model.getSerializedSize()).isLessThan(3_000_000);
    }

    @Test
    void theTrainedPartsAreTheWholeUnderTheSameNames() {
        List<String> ofWhole = SlimMjLat.whole(SlimMjLat.SIZE).graph().parameters().stream()
                .filter(parameter -> parameter.role() != Parameter.Role.FROZEN)
                .map(Parameter::name)
                .toList();
        List<String> ofHeads = SlimMjLat.heads(SlimMjLat.SIZE).graph().parameters().stream()
                .map(Parameter::name)
                .toList();
        List<String> ofEncoders = SlimMjLat.autoencoders(SlimMjLat.SIZE).graph().parameters().stream()
                .map(Parameter::name)
                .toList();
        assertThat(ofHeads).containsExactlyInAnyOrderElementsOf(ofWhole);
        assertThat(ofEncoders)
                .containsAll(SlimMjLat.whole(SlimMjLat.SIZE).graph().parameters().stream()
                        .filter(parameter -> parameter.role() == Parameter.Role.FROZEN)
                        .map(Parameter::name)
                        .toList());
    }
}
