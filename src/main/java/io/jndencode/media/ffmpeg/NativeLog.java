package io.jndencode.media.ffmpeg;

import java.util.Objects;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Passes the lines of FFmpeg's log to a consumer instead of the standard error stream. There is one instance, because the native libraries
 * have one log and call it from their own threads until the process ends.
 */
final class NativeLog extends LogCallback {
    private static final NativeLog ONLY = new NativeLog();

    private final StringBuilder begun = new StringBuilder();
    private @Nullable Consumer<String> lines;

    private NativeLog() {}

    /** Passes all further lines to this consumer. */
    static void to(Consumer<String> lines) {
        ONLY.take(lines);
        avutil.setLogCallback(ONLY);
    }

    private synchronized void take(Consumer<String> taker) {
        lines = Objects.requireNonNull(taker, "taker is null");
    }

    @Override
    public synchronized void call(int level, BytePointer message) {
        begun.append(FfmpegNatives.text(message, ""));
        for (int end = begun.indexOf("\n"); end >= 0; end = begun.indexOf("\n")) {
            String line = begun.substring(0, end);
            begun.delete(0, end + 1);
            if (lines != null) {
                lines.accept(line);
            }
        }
    }
}
