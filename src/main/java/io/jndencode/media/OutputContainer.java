package io.jndencode.media;

import io.jndencode.JndException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The output containers, chosen by file name extension. */
public enum OutputContainer {
    MP4("mp4", "mp4 m4v", "h264 hevc av1"),
    MOV("mov", "mov", "h264 hevc"),
    MATROSKA("matroska", "mkv", "h264 hevc av1"),
    WEBM("webm", "webm", "av1"),
    MPEG_TS("mpegts", "ts m2ts mts", "h264 hevc");

    /** Names of the codecs in messages about containers that cannot hold them. */
    private static final Map<String, String> STANDARDS = Map.of("h264", "H.264", "hevc", "HEVC", "av1", "AV1");

    private final String muxer;
    private final String extensions;
    private final String codecs;

    OutputContainer(String muxer, String extensions, String codecs) {
        this.muxer = muxer;
        this.extensions = extensions;
        this.codecs = codecs;
    }

    /** Returns the container for a file name. Throws {@link JndException.Usage} if there is none. */
    public static OutputContainer of(Path output) {
        String extension = extension(output);
        for (OutputContainer container : values()) {
            if (container.takes(extension)) {
                return container;
            }
        }
        throw new JndException.Usage(
                "%s: not an output container known here; name the output .mkv, .mp4, .mov, .ts or, for AV1, .webm"
                        .formatted(output));
    }

    /**
     * Returns the container for a file name. Throws {@link JndException.Usage} if it cannot hold this program's video of that codec.
     *
     * @param codec FFmpeg's name
     */
    public static OutputContainer of(Path output, String codec) {
        OutputContainer container = of(output);
        if (!container.holds(codec)) {
            throw new JndException.Usage("%s: %s does not hold %s video; name the output %s"
                    .formatted(
                            output,
                            container.title(),
                            STANDARDS.getOrDefault(codec, codec),
                            MPEG_TS.holds(codec) ? ".mkv, .mp4, .mov or .ts" : ".mkv, .mp4 or .webm"));
        }
        return container;
    }

    private String title() {
        return switch (this) {
            case WEBM -> "WebM";
            case MPEG_TS -> "a transport stream";
            case MOV -> "QuickTime as FFmpeg writes it";
            default -> muxer;
        };
    }

    private boolean holds(String codec) {
        return List.of(codecs.split(" ", -1)).contains(codec);
    }

    /**
     * Returns the extension for an output made from a file: its own if that container holds such video, otherwise {@code mkv}, which holds
     * everything.
     */
    public static String extensionFor(Path source, String codec) {
        String extension = extension(source);
        for (OutputContainer container : values()) {
            if (container.takes(extension) && container.holds(codec)) {
                return extension;
            }
        }
        return "mkv";
    }

    private boolean takes(String extension) {
        return List.of(extensions.split(" ", -1)).contains(extension);
    }

    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** Returns FFmpeg's name of the muxer. */
    public String muxer() {
        return muxer;
    }

    /** Returns whether this is Matroska or WebM, which is a subset of it. */
    public boolean matroska() {
        return this == MATROSKA || this == WEBM;
    }

    /** Returns whether this is MP4 or MOV, with QuickTime-like tracks, edit lists and sample tables. */
    public boolean isoMedia() {
        return this == MP4 || this == MOV;
    }
}
