package io.jndencode.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.JndException;
import io.jndencode.jnd.JndPrediction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    private static final JndPrediction JND = new JndPrediction(26, 31, 34, 1, JndPrediction.Confidence.IN_DISTRIBUTION);

    @ParameterizedTest
    @CsvSource({
        "JND1, 26, JND1, jnd1",
        "jnd2, 31, JND2, jnd2",
        "JND3, 34, JND3, jnd3",
        "2,    31, JND2, jnd2",
        "1.5,  28.5, 1.5, jnd1.5",
        "2.5,  32.5, 2.5, jnd2.5",
        "0.5,  23.5, 0.5, jnd0.5",
        "0,    21, 0, jnd0"
    })
    void aTargetLiesOnOrBetweenTheLevels(String text, double qp, String spelling, String tag) {
        Target target = Target.parse(text);
        assertThat(target.qp(JND)).isEqualTo(qp, within(1e-12));
        assertThat(target).hasToString(spelling);
        assertThat(target.fileTag()).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JND4", "-1", "3.01", "high", "", "NaN", "JND"})
    void anythingElseIsRefusedWithWhatIsAllowed(String text) {
        assertThatThrownBy(() -> Target.parse(text))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("JND1");
    }
}
