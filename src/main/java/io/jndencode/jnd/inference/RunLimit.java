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
 * Limits how long a model may run, because a graph may loop for ever. Five minutes are a hundred times what the largest of the published
 * networks needs for a batch on one slow core, so the limit does not depend on the machine.
 *
 * @param longest longest time of one run
 */
public record RunLimit(Duration longest) {
    /** The limit for all inference. */
    public static final RunLimit USUAL = new RunLimit(Duration.ofMinutes(5));

    /** Stack size of the loading thread, the usual size of a main thread's. */
    private static final long STACK_BYTES = 8L << 20;

    /**
     * One run of a session.
     *
     * @param <T> its result
     */
    @FunctionalInterface
    public interface Run<T> {
        T with(OrtSession.RunOptions options) throws OrtException;
    }

    /**
     * Runs a session, and terminates it if it takes too long.
     *
     * @param model name of the model in the message, e.g. {@code the model a.onnx}
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
                end.join(); // the caller closes the options after this
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
     * Loads an untrusted model with a time limit: ONNX Runtime folds constant parts of the graph while loading, which may be arbitrary
     * work, and a file may refer to itself. Loading cannot be stopped, so when it takes too long it is abandoned on a daemon thread.
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
