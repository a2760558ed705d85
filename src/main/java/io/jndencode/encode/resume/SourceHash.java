package io.jndencode.encode.resume;

import io.jndencode.JndException;
import io.jndencode.media.ffmpeg.NativeHash;
import io.jndencode.media.open.SourceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Hashes the source of a job, all its files, while the job runs; closing cancels it. */
public final class SourceHash implements AutoCloseable {
    private final Path file;
    private final FutureTask<String> task;

    private SourceHash(Path file) {
        this.file = file;
        this.task = new FutureTask<>(() -> NativeHash.sha256(SourceFiles.of(file)));
    }

    public static SourceHash start(Path file) {
        SourceHash hash = new SourceHash(file);
        Thread thread = new Thread(hash.task, "source-hash");
        thread.setDaemon(true);
        thread.start();
        return hash;
    }

    public String await() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JndException.Interrupted("interrupted while reading " + file);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw new JndException.Input("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
            }
            throw new IllegalStateException("the hash of " + file + " failed", e.getCause());
        }
    }

    @Override
    public void close() {
        task.cancel(true);
    }
}
