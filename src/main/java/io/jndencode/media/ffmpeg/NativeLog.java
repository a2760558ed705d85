package io.jndencode.media.ffmpeg;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
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

    /** Who wrote a line: {@code [hqdn3d @ 0x55d0c0a4b2c0] }. */
    private static final Pattern WRITER = Pattern.compile("^(\\[[^\\]]* @ \\w+\\]\\s*)+");

    private final StringBuilder begun = new StringBuilder();
    private final Map<Thread, StringBuilder> caught = new HashMap<>();
    private @Nullable Consumer<String> lines;

    /** The log's level while nobody catches errors. */
    private int usual = avutil.AV_LOG_QUIET;

    private NativeLog() {}

    /** Passes all further lines to this consumer. */
    static void to(Consumer<String> lines) {
        ONLY.take(lines);
        avutil.setLogCallback(ONLY);
    }

    /** Does some work; returns its code, and if that is an error the first line of errors that FFmpeg wrote meanwhile on this thread. */
    static Explained catching(IntSupplier work) {
        ONLY.begin();
        String errors = "";
        int code = 0;
        try {
            code = work.getAsInt();
        } finally {
            errors = ONLY.end();
        }
        String line = code < 0 ? first(errors) : "";
        return new Explained(code, code < 0 && line.isEmpty() ? FfmpegNatives.error(code) : line);
    }

    private static String first(String errors) {
        return errors.lines()
                .map(line -> WRITER.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }

    private synchronized void begin() {
        if (caught.isEmpty()) {
            usual = avutil.av_log_get_level();
            avutil.setLogCallback(this);
            avutil.av_log_set_level(Math.max(usual, avutil.AV_LOG_ERROR));
        }
        caught.put(Thread.currentThread(), new StringBuilder());
    }

    private synchronized String end() {
        StringBuilder errors = caught.remove(Thread.currentThread());
        if (caught.isEmpty()) {
            avutil.av_log_set_level(usual);
        }
        return String.valueOf(errors);
    }

    private synchronized void take(Consumer<String> taker) {
        lines = Objects.requireNonNull(taker, "taker is null");
    }

    @Override
    public synchronized void call(int level, BytePointer message) {
        String text = FfmpegNatives.text(message, "");
        StringBuilder errors = caught.get(Thread.currentThread());
        if (errors != null && level <= avutil.AV_LOG_ERROR) {
            errors.append(text);
        }
        if (!caught.isEmpty() && level > usual) {
            return;
        }
        begun.append(text);
        for (int end = begun.indexOf("\n"); end >= 0; end = begun.indexOf("\n")) {
            String line = begun.substring(0, end);
            begun.delete(0, end + 1);
            if (lines != null) {
                lines.accept(line);
            }
        }
    }
}
