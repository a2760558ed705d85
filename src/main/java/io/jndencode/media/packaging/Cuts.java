package io.jndencode.media.packaging;

import io.jndencode.media.Rational;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;

/**
 * Where all streams of a package are cut, in the video's ticks.
 *
 * @param unit of the times
 * @param times when the first piece begins, when each further one does, and when the last one ends
 */
public record Cuts(Rational unit, List<Long> times) {
    public Cuts {
        Objects.requireNonNull(unit, "unit is null");
        times = List.copyOf(times);
        if (times.size() < 2) {
            throw new IllegalArgumentException("no pieces");
        }
    }

    /** Returns the number of pieces. */
    public int count() {
        return times.size() - 1;
    }

    /** Returns when a piece begins, or for {@link #count()} when the last one ends, in other ticks, rounded up. */
    long tick(int index, Rational ticks) {
        BigInteger dividend = BigInteger.valueOf(times.get(index))
                .multiply(BigInteger.valueOf(unit.num()))
                .multiply(BigInteger.valueOf(ticks.den()));
        BigInteger divisor = BigInteger.valueOf(unit.den()).multiply(BigInteger.valueOf(ticks.num()));
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        return parts[0].longValueExact() + (parts[1].signum() > 0 ? 1 : 0);
    }

    /** Returns the length of a piece in seconds. */
    public double seconds(int piece) {
        return unit.seconds(times.get(piece + 1) - times.get(piece));
    }

    /** Returns when a piece begins, in seconds after the first one. */
    public double start(int piece) {
        return unit.seconds(times.get(piece) - times.get(0));
    }
}
