package io.jndencode;

import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Time that has passed since a moment.
 *
 * @param ticker nanoseconds since any fixed moment, never going back
 * @param begun what it said at the beginning
 */
public record Stopwatch(LongSupplier ticker, long begun) {
    /** The machine's own. */
    public static final LongSupplier SYSTEM = System::nanoTime;

    private static final double NANOS = 1e9;

    public Stopwatch {
        Objects.requireNonNull(ticker, "ticker is null");
    }

    /** One that begins now. */
    public static Stopwatch start(LongSupplier ticker) {
        return new Stopwatch(ticker, ticker.getAsLong());
    }

    /** Seconds since the beginning. */
    public double seconds() {
        return (ticker.getAsLong() - begun) / NANOS;
    }
}
