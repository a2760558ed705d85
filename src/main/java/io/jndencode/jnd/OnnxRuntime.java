package io.jndencode.jnd;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The one environment of ONNX Runtime in a process, silent but for errors.
 *
 * <p>Creating it matches the process's whole command line against a regular expression with a recursion for every character:
 * some thousand characters (eighty long file names) overflow a usual thread's stack and kill the process without a word. So it is
 * created on a thread with room.
 */
public final class OnnxRuntime {
    /** Seen: about 170 bytes a character; systems allow command lines of one or two million. */
    private static final long STACK_BYTES = 512L << 20;

    private OnnxRuntime() {}

    private static final class Created {
        private static final OrtEnvironment ENVIRONMENT = create();
    }

    // Outside the holder: its initialiser waits for the thread, which must not need the holder.
    private static OrtEnvironment create() {
        FutureTask<OrtEnvironment> creation =
                new FutureTask<>(() -> OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR));
        Thread thread = new Thread(null, creation, "onnx-runtime", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return creation.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("ONNX Runtime cannot be loaded: " + e.getCause(), e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The environment; created at the first call. */
    public static OrtEnvironment environment() {
        return Created.ENVIRONMENT;
    }
}
