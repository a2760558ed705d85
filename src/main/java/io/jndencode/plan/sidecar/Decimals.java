package io.jndencode.plan.sidecar;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rounds numbers for people: no more digits than are meaningful. */
final class Decimals {
    private Decimals() {}

    static double round(double value, int digits) {
        return BigDecimal.valueOf(value)
                .setScale(digits, RoundingMode.HALF_EVEN)
                .doubleValue();
    }
}
