package io.jndencode.jnd.inference;

import io.jndencode.JndException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A model that is being loaded on a thread of its own, while its caller makes ready what it is to look at. Owns the model. */
public final class LoadingModel implements AutoCloseable {
    private final FutureTask<JndModel> task;

    private LoadingModel(Supplier<Path> file) {
        task = new FutureTask<>(() -> JndModel.load(file.get()));
    }

    /**
     * Begins to load a model.
     *
     * @param file finds its file, on the other thread
     */
    public static LoadingModel begin(Supplier<Path> file) {
        LoadingModel loading = new LoadingModel(file);
        Thread thread = new Thread(loading.task, "jnd-model");
        thread.setDaemon(true);
        thread.start();
        return loading;
    }

    /** The model, as soon as it is there; fails with what finding or loading it failed with. */
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

    /** Frees the model, after it was loaded: a library that is loading when the process ends may crash it. */
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
                    // There is no model; who asked for it was told why.
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
