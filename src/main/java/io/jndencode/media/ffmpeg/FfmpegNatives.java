package io.jndencode.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;

import java.util.Objects;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * FFmpeg's native libraries: avutil, swresample, avcodec, avformat, swscale (and avfilter by those who filter), never avdevice,
 * which needs libpulse, libasound and libxcb.
 *
 * <p>Nothing is loaded before the first call; see {@link NativeLibraries} for where they come from.
 */
public final class FfmpegNatives {
    private FfmpegNatives() {}

    /** How much FFmpeg says in its own log. */
    public enum Log {
        NONE,
        ERRORS,
        EVERYTHING
    }

    /** Holds the one load: the class initialiser of {@link Loaded} runs once, under the JVM's lock. */
    private static final class Loaded {
        private static final String NATIVE_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";
        private static final Outcome OUTCOME = outcome();

        /** What came of it, for whoever asks first: it may not be who began. */
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
            // JavaCPP would refuse every new object once the process takes four times Java's heap. Pictures are not on
            // the heap, and a few 8K encoders take more than that of a machine that has it.
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

    /** Begins to load them on a thread of its own, for a caller that needs them soon; if that fails, {@link #load} tells. */
    public static void begin() {
        Thread thread = new Thread(() -> Objects.requireNonNull(Loaded.OUTCOME), "ffmpeg-natives");
        thread.setDaemon(true);
        thread.start();
    }

    /** FFmpeg's version, e.g. {@code 8.1.2}. */
    public static String ffmpegVersion() {
        return Loaded.version();
    }

    /** Where SVT-AV1 reads how much of its log goes to standard error: 0 nothing to speak of, 1 errors, 3 all. */
    private static final String SVT_LOG = "SVT_LOG";

    private static void quieten(String level) {
        if (System.getenv(SVT_LOG) == null) {
            NativeEnvironment.put(SVT_LOG, level);
        }
    }

    /**
     * Lets FFmpeg's (and x264's) own log through; without this call it is silent.
     *
     * @param lines takes its lines, from any thread; names and tags of files are in them as they are
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

    /** FFmpeg's words for one of its error codes. */
    public static String error(int code) {
        byte[] text = new byte[128];
        avutil.av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** A native string, or {@code otherwise} where FFmpeg has none. */
    public static String text(@Nullable BytePointer pointer, String otherwise) {
        return pointer == null || pointer.isNull()
                ? otherwise
                : pointer.getString(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Whether this build decodes a codec (AV_CODEC_ID_*). */
    public static boolean hasDecoder(int codecId) {
        AVCodec decoder = avcodec_find_decoder(codecId);
        return decoder != null && !decoder.isNull();
    }
}
