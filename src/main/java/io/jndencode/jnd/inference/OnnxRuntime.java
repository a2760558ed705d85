package io.jndencode.jnd.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.jndencode.Installation;
import io.jndencode.media.ffmpeg.NativeEnvironment;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The single ONNX Runtime environment of a process. It logs nothing, because errors arrive as exceptions, and sends no telemetry.
 *
 * <p>Creating it matches the process's whole command line against a regular expression that recurses for every character: a few thousand
 * characters (eighty long file names) overflow an ordinary thread's stack and kill the process without a message. It is therefore created
 * on a thread with a large stack.
 */
public final class OnnxRuntime {
    /** About 170 bytes per character were observed; systems allow command lines of one or two million characters. */
    private static final long STACK_BYTES = 512L << 20;

    /** Environment variable that disables telemetry; if the launcher has set it, it need not be set here. */
    private static final String NO_TELEMETRY = "ORT_DISABLE_TELEMETRY";

    private static final String NATIVES = "onnxruntime.native.path";

    private OnnxRuntime() {}

    private static final class Created {
        private static final OrtEnvironment ENVIRONMENT = create();
    }

    // Not in the holder class: its initialiser waits for the thread, which must not need the holder.
    private static OrtEnvironment create() {
        FutureTask<OrtEnvironment> creation = new FutureTask<>(OnnxRuntime::silent);
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

    /**
     * Creates an environment without telemetry. While it is being created, ONNX Runtime 1.29 creates a device id and an event database and
     * looks up its collector: {@code setTelemetry} comes too late to prevent that, only the environment variable is early enough.
     */
    private static OrtEnvironment silent() throws OrtException {
        if (!"1".equals(System.getenv(NO_TELEMETRY))) {
            NativeEnvironment.set(NO_TELEMETRY, "1");
        }
        Path natives = Installation.natives();
        if (natives != null && System.getProperty(NATIVES) == null) {
            System.setProperty(NATIVES, natives.toString());
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        environment.setTelemetry(false); // for Windows, which reports events this way
        return environment;
    }

    /** Returns the environment, creating it at the first call. */
    public static OrtEnvironment environment() {
        return Created.ENVIRONMENT;
    }
}
