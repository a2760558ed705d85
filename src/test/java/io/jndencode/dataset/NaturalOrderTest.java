package io.jndencode.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    private final NaturalOrder order = new NaturalOrder();

    @Test
    void digitsCompareAsNumbers() {
        assertThat(List.of("img10.png", "img2.png", "img1.png", "IMG3.png", "img02b.png").stream()
                        .sorted(order)
                        .toList())
                .containsExactly("IMG3.png", "img1.png", "img2.png", "img02b.png", "img10.png");
    }

    @Test
    void numbersBeyondALongStillCompare() {
        assertThat(order.compare("a99999999999999999999", "a100000000000000000000"))
                .isNegative();
    }

    @Test
    void leadingZerosDoNotMakeNamesEqual() {
        assertThat(order.compare("a01", "a1")).isNotZero();
        assertThat(order.compare("a01", "a1")).isEqualTo(-order.compare("a1", "a01"));
    }

    @Test
    void aPrefixComesFirst() {
        assertThat(order.compare("shot1", "shot1_a")).isNegative();
    }
}
