package io.jndencode.media.open;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.jndencode.JndException;
import io.jndencode.media.FileStamp;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.open.playlist.NamingText;
import io.jndencode.media.open.playlist.Playlist;
import io.jndencode.media.open.remote.RemotePath;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/** An opened media file. Owns the demuxer's context. Refuses unreadable files with a sentence for the user. */
public final class InputFile implements AutoCloseable {
    /** A stream with at most this many frames beside another video stream is taken for stills. */
    private static final int STILLS = 5;

    /** Character that Java substitutes for undecodable bytes of a name. */
    private static final char UNMAPPABLE = '\ufffd';

    private static final Pattern SERIES = Pattern.compile("%0?\\d*d");
    private static final String NO_SERIES = " Series of pictures are not read: make a video of them first.";

    private static final Set<String> HEIF = Set.of("heic", "heix", "heim", "heis", "mif1", "avif");

    private final Path file;
    private final NativeInput input;
    private final AVFormatContext context;
    private final List<FileStamp> stamps;
    private final InputLimits limits;

    private InputFile(Path file, NativeInput input, List<FileStamp> stamps, InputLimits limits) {
        this.file = file;
        this.input = input;
        this.context = input.context();
        this.stamps = List.copyOf(stamps);
        this.limits = limits;
    }

    /** Opens the same files that were probed before; refuses those that have changed since. */
    public static InputFile open(MediaInfo info) {
        info.files().forEach(FileStamp::check);
        InputRules rules = InputRules.current();
        // A single file named no others when it was probed, and it has not changed.
        InputFile input = open(info.file(), info.files().size() > 1 ? playlist(info.file(), rules) : null, rules);
        if (!input.stamps.equals(info.files())) {
            input.close();
            info.files().forEach(FileStamp::check);
            throw new JndException.Input(info.file() + " names other files than when it was looked at first.");
        }
        return input;
    }

    /** Opens a file by the rules of the process. All files the program reads as media are opened here. */
    public static InputFile open(Path file) {
        checkReadable(file);
        InputRules rules = InputRules.current();
        return open(file, playlist(file, rules), rules);
    }

    private static InputFile open(Path file, @Nullable Playlist playlist, InputRules rules) {
        checkReadable(file);
        FfmpegNatives.load();
        List<FileStamp> stamps = new ArrayList<>(List.of(FileStamp.of(file)));
        if (playlist != null) {
            playlist.files().forEach(each -> stamps.add(FileStamp.of(each)));
        }
        NativeInput input = NativeInput.open(file, playlist, rules);
        if (HEIF.contains(tag(input.context().metadata(), "major_brand"))) {
            input.close();
            throw new JndException.Input(file + " is a HEIF picture, not a video: HEIF is not read here.");
        }
        return new InputFile(file, input, stamps, rules.limits());
    }

    private static @Nullable Playlist playlist(Path file, InputRules rules) {
        if (rules.playlists() && !(file instanceof RemotePath)) {
            return Playlist.find(file).orElse(null);
        }
        NamingText.of(file).ifPresent(kind -> {
            throw file instanceof RemotePath ? kind.refusedAt(file) : kind.refused(file);
        });
        return null;
    }

    private static void checkReadable(Path file) {
        if (file instanceof RemotePath address) {
            checkReadable(address);
            return;
        }
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

    private static void checkReadable(RemotePath address) {
        try {
            address.file().check();
        } catch (IOException e) {
            throw RemoteBytes.unreadable(address, e);
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new JndException.Input(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the name FFmpeg takes: UTF-8 on Windows, the file system's own bytes elsewhere; {@code file:} keeps odd names from being read
     * as protocols.
     */
    public static byte[] nativeName(Path file) {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        Charset charset = windows
                ? StandardCharsets.UTF_8
                : Charset.forName(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name()));
        return ("file:" + file.toAbsolutePath() + '\0').getBytes(charset);
    }

    public Path file() {
        return file;
    }

    /** Returns the stamps of the open files, taken before they were opened. */
    public List<FileStamp> stamps() {
        return stamps;
    }

    public InputLimits limits() {
        return limits;
    }

    /**
     * Reads the next packet of any stream that is not discarded.
     *
     * @return 0, or FFmpeg's error, which may be end of file or damage
     * @throws JndException.Interrupted if the thread was interrupted
     * @throws JndException.Input if no data came for too long
     */
    public int read(AVPacket packet) {
        input.guard().begin();
        int status = av_read_frame(context, packet);
        while (status == AVERROR_EAGAIN() && !input.guard().over()) {
            status = av_read_frame(context, packet);
        }
        input.guard().end(status);
        if (input.readTo() > stamps.get(0).bytes()) {
            stamps.get(0).check();
        }
        if (status >= 0 && packet.size() > 0) {
            checkSize(packet);
        }
        return status;
    }

    private void checkSize(AVPacket packet) {
        int type = stream(packet.stream_index()).codecpar().codec_type();
        if (type == AVMEDIA_TYPE_SUBTITLE) {
            InputChecks.checkSubtitle(file, packet.size(), limits);
        }
    }

    /** Seeks as {@code av_seek_frame} does. */
    public int seek(int streamIndex, long timestamp, int flags) {
        input.guard().begin();
        return input.guard().end(av_seek_frame(context, streamIndex, timestamp, flags));
    }

    /** Returns the demuxer's context, owned by this object. */
    public AVFormatContext context() {
        return context;
    }

    public AVStream stream(int index) {
        return context.streams(index);
    }

    public int streams() {
        return context.nb_streams();
    }

    public String container() {
        return FfmpegNatives.text(context.iformat().name(), "unknown");
    }

    /**
     * Returns the index of the video stream to read: never a cover picture, a default stream before others, a film before the few stills
     * that phones add, then the largest.
     */
    public int bestVideo() {
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
        long decodable = FfmpegNatives.hasDecoder(stream.codecpar().codec_id()) ? 1L << 62 : 0;
        long isDefault = (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0 ? 1L << 61 : 0;
        long dependent = (stream.disposition() & AV_DISPOSITION_DEPENDENT) != 0 ? 0 : 1L << 60;
        long stills = stream.nb_frames() > 0 && stream.nb_frames() <= STILLS ? 0 : 1L << 59;
        return decodable + dependent + isDefault + stills + area;
    }

    /** Returns a tag of a metadata dictionary; empty if it is not set. */
    public static String tag(@Nullable AVDictionary tags, String key) {
        if (tags == null || tags.isNull()) {
            return "";
        }
        var entry = av_dict_get(tags, key, null, 0);
        return entry == null || entry.isNull() ? "" : FfmpegNatives.text(entry.value(), "");
    }

    /** From now on the demuxer skips all streams but these two; -1 means none. */
    public void readOnly(int streamIndex, int another) {
        for (int i = 0; i < streams(); i++) {
            stream(i).discard(i == streamIndex || i == another ? AVDISCARD_DEFAULT : AVDISCARD_ALL);
        }
    }

    @Override
    public void close() {
        input.close();
    }
}
