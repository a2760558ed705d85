package io.jndencode.plan.sidecar;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as people read them: no more digits than mean something. */
final class Decimals {
    private Decimals() {}

    static double round(double value, int digits) {
        return BigDecimal.valueOf(value)
                .setScale(digits, RoundingMode.HALF_EVEN)
                .doubleValue();
    }
}
