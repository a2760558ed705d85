package io.jndencode.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Loads FFmpeg's native libraries: avutil, swresample, avcodec, avformat and swscale (avfilter is loaded by the classes that filter), but
 * never avdevice, which needs libpulse, libasound and libxcb.
 *
 * <p>Nothing is loaded before the first call; see {@link NativeLibraries} for their location.
 */
public final class FfmpegNatives {
    private FfmpegNatives() {}

    /** Verbosity of FFmpeg's own log. */
    public enum Log {
        NONE,
        ERRORS,
        EVERYTHING
    }

    /** Loads the libraries once: the JVM runs a class initialiser once, under a lock. */
    private static final class Loaded {
        private static final String NATIVE_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";
        private static final Outcome OUTCOME = outcome();

        /** The result of loading, kept because the first caller that needs it may not be the one that started loading. */
        private record Outcome(
                @Nullable String version, @Nullable Error failure) {}

        private static Outcome outcome() {
            try {
                return new Outcome(load(), null);
            } catch (Error e) {
                return new Outcome(null, e);
            }
        }

        private static String version() {
            if (OUTCOME.version() == null) {
                throw Objects.requireNonNull(OUTCOME.failure());
            }
            return OUTCOME.version();
        }

        private static String load() {
            // JavaCPP would refuse every new object once the process uses four times Java's heap. Pictures are not on
            // the heap, and a few 8K encoders use more than that on a machine with enough memory.
            if (System.getProperty(NATIVE_LIMIT) == null) {
                System.setProperty(NATIVE_LIMIT, "0");
            }
            NativeLibraries.find();
            org.bytedeco.javacpp.Loader.load(avutil.class);
            avutil.av_log_set_level(avutil.AV_LOG_QUIET);
            quieten("0");
            org.bytedeco.javacpp.Loader.load(avcodec.class);
            org.bytedeco.javacpp.Loader.load(avformat.class);
            org.bytedeco.javacpp.Loader.load(swscale.class);
            return avutil.av_version_info().getString();
        }
    }

    /** Loads the libraries if they are not loaded yet, with FFmpeg's log switched off. */
    public static void load() {
        ffmpegVersion();
    }

    /** Starts loading the libraries on another thread, for a caller that needs them soon; {@link #load} throws if that fails. */
    public static void begin() {
        Thread thread = new Thread(() -> Objects.requireNonNull(Loaded.OUTCOME), "ffmpeg-natives");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns FFmpeg's version, e.g. {@code 8.1.2}. */
    public static String ffmpegVersion() {
        return Loaded.version();
    }

    /** Environment variable with SVT-AV1's verbosity on standard error: 0 almost nothing, 1 errors, 3 everything. */
    private static final String SVT_LOG = "SVT_LOG";

    private static void quieten(String level) {
        if (System.getenv(SVT_LOG) == null) {
            NativeEnvironment.put(SVT_LOG, level);
        }
    }

    /**
     * Enables the log of FFmpeg (and x264); it is silent by default.
     *
     * @param lines receives the lines, on any thread; they contain names and tags of files unescaped
     */
    public static void log(Log log, Consumer<String> lines) {
        load();
        NativeLog.to(lines);
        quieten(log == Log.EVERYTHING ? "3" : "0");
        avutil.av_log_set_level(
                switch (log) {
                    case NONE -> avutil.AV_LOG_QUIET;
                    case ERRORS -> avutil.AV_LOG_ERROR;
                    case EVERYTHING -> avutil.AV_LOG_VERBOSE;
                });
    }

    /** Does some work of FFmpeg's; returns its code, and what FFmpeg says if that is an error. */
    public static Explained explained(IntSupplier work) {
        load();
        return NativeLog.catching(work);
    }

    /** Returns FFmpeg's message for one of its error codes. */
    public static String error(int code) {
        byte[] text = new byte[128];
        avutil.av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Returns FFmpeg's name of a codec. */
    public static String codecName(int id) {
        return text(avcodec.avcodec_get_name(id), "unknown");
    }

    /** Returns a native string; {@code otherwise} if the pointer is null. */
    public static String text(@Nullable BytePointer pointer, String otherwise) {
        return pointer == null || pointer.isNull()
                ? otherwise
                : pointer.getString(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Returns whether this build decodes a codec (AV_CODEC_ID_*). */
    public static boolean hasDecoder(int codecId) {
        AVCodec decoder = avcodec_find_decoder(codecId);
        return decoder != null && !decoder.isNull();
    }
}
