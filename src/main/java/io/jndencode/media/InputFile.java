package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** An opened media file: owns the demuxer's context. Refuses what cannot be read with a sentence for the user. */
final class InputFile implements AutoCloseable {
    /** A stream of so few frames beside another one is no film. */
    private static final int STILLS = 5;

    /** What Java puts where a name's bytes are no text. */
    private static final char UNMAPPABLE = '\ufffd';

    private static final Pattern SERIES = Pattern.compile("%0?\\d*d");
    private static final String NO_SERIES = " Series of pictures are not read: make a video of them first.";

    private static final Set<String> HEIF = Set.of("heic", "heix", "heim", "heis", "mif1", "avif");

    private final Path file;
    private final AVFormatContext context;

    private InputFile(Path file, AVFormatContext context) {
        this.file = file;
        this.context = context;
    }

    static InputFile open(Path file) {
        checkReadable(file);
        FfmpegNatives.load();
        AVFormatContext context = new AVFormatContext(null);
        AVDictionary options = new AVDictionary(null);
        // A playlist must not make us fetch from the network what its author chose.
        av_dict_set(options, "protocol_whitelist", "file", 0);
        try (BytePointer url = new BytePointer(nativeName(file))) {
            int status = avformat_open_input(context, url, (AVInputFormat) null, options);
            if (status < 0) {
                throw Unreadable.because(file, status);
            }
        } finally {
            av_dict_free(options);
        }
        InputFile input = new InputFile(file, context);
        try {
            int status = avformat_find_stream_info(context, (AVDictionary) null);
            if (status < 0) {
                throw Unreadable.because(file, status);
            }
            if (HEIF.contains(tag(context.metadata(), "major_brand"))) {
                throw new JndException.Input(file + " is a HEIF picture, not a video: HEIF is not read here.");
            }
            return input;
        } catch (RuntimeException | Error e) {
            input.close();
            throw e;
        }
    }

    private static void checkReadable(Path file) {
        if (file.toString().indexOf(UNMAPPABLE) >= 0) {
            throw new JndException.Input(
                    file + ": this name is not written in the system's encoding (UTF-8 as a rule): rename the file.");
        }
        if (!Files.exists(file)) {
            throw new JndException.Input(
                    file + " does not exist." + (SERIES.matcher(file.toString()).find() ? NO_SERIES : ""));
        }
        if (Files.isDirectory(file)) {
            throw new JndException.Input(file + " is a directory; name a video file.");
        }
        if (!Files.isReadable(file)) {
            throw new JndException.Input(file + " may not be read: check its permissions.");
        }
        if (!Files.isRegularFile(file)) {
            throw new JndException.Input(
                    file + " is not a regular file: save it to one first, for it is read more than once.");
        }
        if (bytes(file) == 0) {
            throw new JndException.Input(file + " is empty (0 bytes).");
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new JndException.Input(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** FFmpeg takes UTF-8 on Windows and the file system's own bytes elsewhere; {@code file:} keeps odd names from being protocols. */
    static byte[] nativeName(Path file) {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        Charset charset = windows
                ? StandardCharsets.UTF_8
                : Charset.forName(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name()));
        return ("file:" + file.toAbsolutePath() + '\0').getBytes(charset);
    }

    Path file() {
        return file;
    }

    long bytes() {
        return bytes(file);
    }

    /** The demuxer's context; owned by this object. */
    AVFormatContext context() {
        return context;
    }

    AVStream stream(int index) {
        return context.streams(index);
    }

    int streams() {
        return context.nb_streams();
    }

    String container() {
        return FfmpegNatives.text(context.iformat().name(), "unknown");
    }

    /**
     * The index of the stream with the video to read: no cover pictures, a default one before others, a film before the few stills
     * telephones put beside it, the largest first.
     */
    int bestVideo() {
        int best = -1;
        for (int i = 0; i < streams(); i++) {
            if (isVideo(stream(i)) && (best < 0 || rank(stream(i)) > rank(stream(best)))) {
                best = i;
            }
        }
        return best;
    }

    private static boolean isVideo(AVStream stream) {
        int pictures = AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS;
        return stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO && (stream.disposition() & pictures) == 0;
    }

    private static long rank(AVStream stream) {
        long area = (long) stream.codecpar().width() * stream.codecpar().height();
        long decodable = VideoDecoder.exists(stream.codecpar().codec_id()) ? 1L << 62 : 0;
        long isDefault = (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0 ? 1L << 61 : 0;
        long dependent = (stream.disposition() & AV_DISPOSITION_DEPENDENT) != 0 ? 0 : 1L << 60;
        long stills = stream.nb_frames() > 0 && stream.nb_frames() <= STILLS ? 0 : 1L << 59;
        return decodable + dependent + isDefault + stills + area;
    }

    /** A tag of a metadata dictionary, empty where it is not set. */
    static String tag(@Nullable AVDictionary tags, String key) {
        if (tags == null || tags.isNull()) {
            return "";
        }
        var entry = av_dict_get(tags, key, null, 0);
        return entry == null || entry.isNull() ? "" : FfmpegNatives.text(entry.value(), "");
    }

    /** From now on the demuxer skips all other streams. */
    void readOnly(int streamIndex) {
        for (int i = 0; i < streams(); i++) {
            stream(i).discard(i == streamIndex ? AVDISCARD_DEFAULT : AVDISCARD_ALL);
        }
    }

    @Override
    public void close() {
        if (!context.isNull()) {
            avformat_close_input(context);
        }
    }
}
