package io.jndencode.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class X264KeysTest {
    @Test
    void parametersKeepTheirOrderAndABareKeyMeansOne() {
        assertThat(X264Keys.parse("ref=5:no-deblock:rc_lookahead=20").entrySet())
                .extracting(Object::toString)
                .containsExactly("ref=5", "no-deblock=1", "rc-lookahead=20");
        assertThat(X264Keys.parse("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bframe, bframes", "trelis, trellis", "me-range, merange"})
    void aMistypedKeyIsRefusedWithTheNearestOne(String typed, String meant) {
        assertThatThrownBy(() -> X264Keys.parse(typed + "=3"))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("\"" + typed + "\"")
                .hasMessageContaining("\"" + meant + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"qp=20", "crf=20", "stitchable=0", "open-gop=1", "threads=8", "zones=0,1,q=3"})
    void whatThePlanDecidesCannotBeSet(String parameter) {
        assertThatThrownBy(() -> X264Keys.parse(parameter))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("decided by jnd-encode");
    }

    @Test
    void anUnknownPresetIsRefused() {
        assertThatThrownBy(() -> X264Settings.constantQp("mediun", 20))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("mediun");
    }
}
