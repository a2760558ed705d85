package io.jndencode.jnd.inference;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.jndencode.JndException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * How long a model may take over one run: a graph may loop for ever. Five minutes are a hundred times what the largest of the published
 * networks takes for a batch on one slow core, so that it is the same on any machine.
 *
 * @param longest of one run
 */
public record RunLimit(Duration longest) {
    /** For everything that looks at frames. */
    public static final RunLimit USUAL = new RunLimit(Duration.ofMinutes(5));

    /** As the first thread's usually is. */
    private static final long STACK_BYTES = 8L << 20;

    /**
     * One run of a session.
     *
     * @param <T> what it gives
     */
    @FunctionalInterface
    public interface Run<T> {
        T with(OrtSession.RunOptions options) throws OrtException;
    }

    /**
     * Runs, and ends the run when it takes too long.
     *
     * @param model names it in the sentence then, e.g. {@code the model a.onnx}
     */
    public <T> T hold(String model, Run<T> run) throws OrtException {
        AtomicBoolean late = new AtomicBoolean();
        try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
            CompletableFuture<Void> watch = new CompletableFuture<>();
            CompletableFuture<Void> end = watch.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                    .handle((done, timeout) -> {
                        if (timeout != null) {
                            late.set(true);
                            terminate(options);
                        }
                        return null;
                    });
            try {
                return run.with(options);
            } finally {
                watch.complete(null);
                end.join(); // the options are closed after this
            }
        } catch (OrtException e) {
            if (late.get()) {
                throw new JndException.Model(
                        model + " took longer than " + longest.toSeconds()
                                + " s for one look: it is far too large for this machine, or never ends",
                        e);
            }
            throw e;
        }
    }

    /**
     * Loads what somebody wrote: ONNX Runtime works out in advance what does not depend on the frames, which may be anything, and a file
     * may refer to itself. It cannot be stopped, so what takes too long is left to itself, on a thread that does not keep the process.
     */
    public <T> T load(String model, Supplier<T> work) {
        FutureTask<T> loading = new FutureTask<>(work::get);
        Thread thread = new Thread(null, loading, "model-load", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return loading.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new JndException.Model(
                    model + " took longer than " + longest.toSeconds()
                            + " s to load: it is far too large for this machine",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JndException.Interrupted("interrupted while loading " + model);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void terminate(OrtSession.RunOptions options) {
        try {
            options.setTerminate(true);
        } catch (OrtException e) {
            throw new IllegalStateException("a run cannot be ended: " + e.getMessage(), e);
        }
    }
}
