package io.jndencode.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.*;

import io.jndencode.JndException;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Explains in a sentence why a file could not be opened. */
public final class Unreadable {
    /** Boxes with which an MP4, QuickTime or fragment file may begin. */
    private static final Set<String> MP4_BOXES = Set.of("ftyp", "styp", "mdat", "moof", "sidx");

    private Unreadable() {}

    public static JndException.Input because(Path file, int ffmpegError) {
        if (ffmpegError == AVERROR_INVALIDDATA || ffmpegError == AVERROR_EOF) {
            return new JndException.Input(
                    mp4WithoutIndex(file)
                            ? file
                                    + " is truncated: its index (the moov atom) is missing, as when a recording or a copy was"
                                    + " cut off, or a segment of a stream stands without its beginning."
                            : file + " is not a media file FFmpeg can read, or it is damaged or encrypted.");
        }
        return new JndException.Input(file + " cannot be opened: " + FfmpegNatives.error(ffmpegError) + ".");
    }

    /** Returns whether a file starts like MP4 or QuickTime but has no moov box at the top level. */
    private static boolean mp4WithoutIndex(Path file) {
        boolean mp4 = false;
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            while (true) {
                long size = in.readInt() & 0xffffffffL;
                String type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
                mp4 |= MP4_BOXES.contains(type);
                if (!mp4 || type.equals("moov")) {
                    return false;
                }
                long header = 8;
                if (size == 1) {
                    size = in.readLong();
                    header = 16;
                }
                if (size < header) {
                    return true;
                }
                in.skipNBytes(size - header);
            }
        } catch (IOException endOfFile) {
            return mp4;
        }
    }
}
