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
 * The one environment of ONNX Runtime in a process, silent, for its errors come as exceptions, and sending nothing anywhere.
 *
 * <p>Creating it matches the process's whole command line against a regular expression with a recursion for every character:
 * some thousand characters (eighty long file names) overflow a usual thread's stack and kill the process without a word. So it is
 * created on a thread with room.
 */
public final class OnnxRuntime {
    /** Seen: about 170 bytes a character; systems allow command lines of one or two million. */
    private static final long STACK_BYTES = 512L << 20;

    /** Set by the launcher too, which saves setting it here. */
    private static final String NO_TELEMETRY = "ORT_DISABLE_TELEMETRY";

    private static final String NATIVES = "onnxruntime.native.path";

    private OnnxRuntime() {}

    private static final class Created {
        private static final OrtEnvironment ENVIRONMENT = create();
    }

    // Outside the holder: its initialiser waits for the thread, which must not need the holder.
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
     * An environment that keeps what it sees to itself. ONNX Runtime 1.29 has a device id and an event database made, and its collector
     * looked up, while the environment is created: {@code setTelemetry} comes too late for that, only the variable does not.
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
        environment.setTelemetry(false); // for Windows, whose events take this way
        return environment;
    }

    /** The environment; created at the first call. */
    public static OrtEnvironment environment() {
        return Created.ENVIRONMENT;
    }
}
