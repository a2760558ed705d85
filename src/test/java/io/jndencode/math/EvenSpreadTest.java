package io.jndencode.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvenSpreadTest {
    @Test
    void placesLieInTheMiddleOfEqualParts() {
        assertThat(EvenSpread.places(1, 9)).containsExactly(4);
        assertThat(EvenSpread.places(3, 9)).containsExactly(1, 4, 7);
        assertThat(EvenSpread.places(4, 100)).containsExactly(12, 37, 62, 87);
    }

    @Test
    void thereAreNeverMorePlacesThanTheLengthHas() {
        assertThat(EvenSpread.places(5, 3)).containsExactly(0, 1, 2);
        assertThat(EvenSpread.places(5, 0)).isEmpty();
    }
}
