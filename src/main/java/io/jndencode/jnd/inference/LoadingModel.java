package io.jndencode.jnd.inference;

import io.jndencode.JndException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A model that is being loaded on its own thread while the caller prepares the input. Owns the model. */
public final class LoadingModel implements AutoCloseable {
    private final FutureTask<JndModel> task;

    private LoadingModel(Supplier<Path> file) {
        task = new FutureTask<>(() -> JndModel.load(file.get()));
    }

    /**
     * Starts loading a model.
     *
     * @param file finds the model's file, on the other thread
     */
    public static LoadingModel begin(Supplier<Path> file) {
        LoadingModel loading = new LoadingModel(file);
        Thread thread = new Thread(loading.task, "jnd-model");
        thread.setDaemon(true);
        thread.start();
        return loading;
    }

    /** Waits for the model and returns it; throws the failure of finding or loading it. */
    public JndModel await() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JndException.Interrupted("interrupted while loading the model");
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

    /** Waits until the model is loaded, then frees it: a library still loading when the process ends may crash it. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    task.get().close();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    // loading failed; the failure was already thrown to the caller
                    return;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
