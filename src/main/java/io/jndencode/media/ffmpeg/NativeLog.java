package io.jndencode.media.ffmpeg;

import java.util.Objects;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * FFmpeg's log as lines for somebody, instead of FFmpeg's own way to the standard error stream. There is one, as there is one log in
 * the native libraries, which call it from threads of theirs until the process ends.
 */
final class NativeLog extends LogCallback {
    private static final NativeLog ONLY = new NativeLog();

    private final StringBuilder begun = new StringBuilder();
    private @Nullable Consumer<String> lines;

    private NativeLog() {}

    /** Hands lines over from now on. */
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
