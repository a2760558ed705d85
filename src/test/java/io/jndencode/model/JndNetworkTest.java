package io.jndencode.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.jndencode.nn.Graph;
import io.jndencode.nn.Parameter;
import io.jndencode.nn.TrainingSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JndNetworkTest {
    private static final InputSize TINY = new InputSize(64, 64);
    private static final long ENCODER = (3 * 25 * 128 + 128) + 2 * (128 * 25 * 128 + 128) + (128 * 25 * 192 + 192);
    private static final long DECODER = (192 * 25 * 128 + 128) + 2 * (128 * 25 * 128 + 128) + (128 * 25 * 3 + 3);

    private static long weights(Graph graph) {
        return graph.parameters().stream()
                .mapToLong(parameter -> parameter.shape().elements())
                .sum();
    }

    // The totals Keras prints for the published networks: frozen backbones and moving statistics of BatchNorm included,
    // of LAT and MJ-LAT without the decoders, which nothing reads.
    @ParameterizedTest
    @CsvSource({
        "LAT, 9783225",
        "REC, 8078384",
        "E2E_LAT, 9783225",
        "E2E_REC, 8078384",
        "MJ_LAT, 26070091",
        "MJ_REC, 13886928"
    })
    void aNetworkHasThePublishedNumberOfParameters(Architecture architecture, long published) {
        assertThat(weights(JndNetwork.whole(architecture, InputSize.STANDARD).graph()))
                .isEqualTo(published);
    }

    @ParameterizedTest
    @CsvSource({"LAT, 1, 0", "REC, 1, 1", "MJ_LAT, 3, 0", "MJ_REC, 3, 1"})
    void whatIsTrainedIsTheWholeWithoutItsFrozenBackbones(Architecture architecture, int backbones, int decoders) {
        List<Double> starts = JndNetwork.USUAL_LEVELS.subList(0, architecture.levels());
        JndNetwork.Trainable head = JndNetwork.head(architecture, InputSize.STANDARD, starts, true);
        JndNetwork.Whole whole = JndNetwork.whole(architecture, InputSize.STANDARD);
        assertThat(weights(head.graph()))
                .isEqualTo(weights(whole.graph()) - backbones * (ENCODER + decoders * DECODER));
        assertThat(trainable(whole.graph())).containsExactlyElementsOf(trainable(head.graph()));
    }

    private static List<Parameter> trainable(Graph graph) {
        return graph.parameters().stream()
                .filter(parameter -> parameter.role() == Parameter.Role.TRAINABLE)
                .toList();
    }

    @Test
    void trainingEndToEndChangesTheDecoderTooAndInferenceDropsItWhereNothingReadsIt() {
        JndNetwork.Trainable lat = JndNetwork.endToEnd(Architecture.E2E_LAT, InputSize.STANDARD, 26);
        JndNetwork.Trainable rec = JndNetwork.endToEnd(Architecture.E2E_REC, InputSize.STANDARD, 26);
        assertThat(weights(lat.graph())).isEqualTo(9_783_225 + DECODER);
        assertThat(weights(rec.graph())).isEqualTo(8_078_384);
        assertThat(GraphExport.inference(Architecture.E2E_LAT, TINY, 1)
                        .getGraph()
                        .getInitializerList())
                .extracting(TensorProto::getName)
                .contains("enc4.kernel")
                .noneMatch(name -> name.startsWith("dec"));
    }

    @ParameterizedTest
    @EnumSource
    void everyNetworkHasItsGraphs(Architecture architecture) {
        assertThat(GraphExport.inference(architecture, TINY, 1).getGraph().getInputList())
                .extracting(ValueInfoProto::getName)
                .containsExactly("frame");
        TrainingSpec spec = TrainingSpec.of(GraphExport.training(architecture, TINY));
        assertThat(spec.outputs().get(0).name()).isEqualTo("loss");
        assertThat(spec.frozen()).isEmpty();
        boolean backboneStepped = spec.state().stream()
                .anyMatch(state -> state.name().contains("enc1") || state.name().contains("dec1"));
        assertThat(backboneStepped).isEqualTo(architecture.endToEnd());
    }
}
