package io.jndencode;

import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Measures the time since it was started.
 *
 * @param ticker monotonic clock in nanoseconds
 * @param begun reading of the clock at the start
 */
public record Stopwatch(LongSupplier ticker, long begun) {
    /** The system's monotonic clock. */
    public static final LongSupplier SYSTEM = System::nanoTime;

    private static final double NANOS = 1e9;

    public Stopwatch {
        Objects.requireNonNull(ticker, "ticker is null");
    }

    /** Starts a stopwatch. */
    public static Stopwatch start(LongSupplier ticker) {
        return new Stopwatch(ticker, ticker.getAsLong());
    }

    /** Returns the seconds since the start. */
    public double seconds() {
        return (ticker.getAsLong() - begun) / NANOS;
    }
}
