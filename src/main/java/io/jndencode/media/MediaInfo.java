package io.jndencode.media;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The description of a media file.
 *
 * @param file the file
 * @param files the files it consists of, as they were when examined: the file itself first, then those a playlist names
 * @param container FFmpeg's demuxer name, e.g. {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param duration length in seconds according to the container, 0 if unknown
 * @param video the video stream that is read
 * @param others all other streams, in file order
 * @param chapters number of chapters
 * @param bitRate bits per second of the whole file, 0 if unknown
 */
public record MediaInfo(
        Path file,
        List<FileStamp> files,
        String container,
        double duration,
        VideoStream video,
        List<OtherStream> others,
        int chapters,
        long bitRate) {
    public MediaInfo {
        Objects.requireNonNull(file, "file is null");
        Objects.requireNonNull(container, "container is null");
        Objects.requireNonNull(video, "video is null");
        files = List.copyOf(files);
        others = List.copyOf(others);
    }

    /** Returns the total size in bytes of all files it consists of. */
    public long bytes() {
        return files.stream().mapToLong(FileStamp::bytes).sum();
    }

    /** Returns whether this is a single picture (JPEG, PNG ...) that FFmpeg reads as a video of one frame. */
    public boolean picture() {
        return container.endsWith("_pipe") || container.equals("image2");
    }
}
