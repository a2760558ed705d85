package io.jndencode.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.nn.Graph;
import org.junit.jupiter.api.Test;

class MjLatTest {
    private static long weights(Graph graph) {
        return graph.parameters().stream()
                .mapToLong(parameter -> parameter.initialValues(1).length)
                .sum();
    }

    @Test
    void mjLatHasThePublishedNumberOfParameters() {
        // The count Keras prints for the published network, moving statistics of BatchNorm included.
        assertThat(weights(MjLat.whole(InputSize.STANDARD).graph())).isEqualTo(26_070_091);
    }

    @Test
    void theHeadIsTheWholeWithoutItsThreeEncoders() {
        long encoder = (3 * 25 * 128 + 128) + 2 * (128 * 25 * 128 + 128) + (128 * 25 * 192 + 192);
        assertThat(weights(
                        MjLat.head(InputSize.STANDARD, MjLat.USUAL_LEVELS, true).graph()))
                .isEqualTo(26_070_091 - 3 * encoder);
    }
}
