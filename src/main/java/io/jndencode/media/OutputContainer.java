package io.jndencode.media;

import io.jndencode.JndException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The containers an output can have, by file name extension. */
public enum OutputContainer {
    MP4("mp4", "mp4 m4v"),
    MOV("mov", "mov"),
    MATROSKA("matroska", "mkv"),
    MPEG_TS("mpegts", "ts m2ts mts");

    private final String muxer;
    private final String extensions;

    OutputContainer(String muxer, String extensions) {
        this.muxer = muxer;
        this.extensions = extensions;
    }

    /** The container a file name asks for. Fails with {@link JndException.Usage} if it cannot hold H.264 as written here. */
    public static OutputContainer of(Path output) {
        String extension = extension(output);
        for (OutputContainer container : values()) {
            if (container.takes(extension)) {
                return container;
            }
        }
        String reason =
                extension.equals("webm") ? "WebM does not hold H.264 video" : "not an output container known here";
        throw new JndException.Usage("%s: %s; name the output .mkv, .mp4, .mov or .ts".formatted(output, reason));
    }

    /** The extension for an output made from a file: its own if H.264 can go there, else {@code mkv}, which holds everything. */
    public static String extensionFor(Path source) {
        String extension = extension(source);
        for (OutputContainer container : values()) {
            if (container.takes(extension)) {
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

    /** FFmpeg's name of the muxer. */
    public String muxer() {
        return muxer;
    }

    /** Whether this is one of the two that hold QuickTime-like tracks with edit lists and sample tables. */
    public boolean isoMedia() {
        return this == MP4 || this == MOV;
    }
}
