package io.jndencode.train.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Features on disk are told apart by their backbones' weights. */
class FrozenBackbonesTest {
    /** {@code printf 'a\n\0\0\200\077\0\0\0\300b\n\0\0\0\077' | sha256sum}. */
    @Test
    void theKeyIsAHashOfNamesAndLittleEndianWeights() {
        Map<String, float[]> weights = new LinkedHashMap<>();
        weights.put("a", new float[] {1, -2});
        weights.put("b", new float[] {0.5f});
        assertThat(FrozenBackbones.key(weights))
                .isEqualTo("backbones bbe75da9bb85bccd1b5da20d78d520f5d0b348f45dbcb61f336d8bf5c9da3e89");
    }

    @Test
    void oneChangedBitOfAWeightMakesAnotherKey() {
        assertThat(FrozenBackbones.key(Map.of("a", new float[] {Math.nextUp(1f)})))
                .isNotEqualTo(FrozenBackbones.key(Map.of("a", new float[] {1})));
    }
}
