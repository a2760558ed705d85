package io.jndencode.media;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
 * @param filtered how the pictures are filtered on reading; {@code video} then describes them after that. Null for the file's own
 */
public record MediaInfo(
        Path file,
        List<FileStamp> files,
        String container,
        double duration,
        VideoStream video,
        List<OtherStream> others,
        int chapters,
        long bitRate,
        @Nullable Filtered filtered) {
    public MediaInfo {
        Objects.requireNonNull(file, "file is null");
        Objects.requireNonNull(container, "container is null");
        Objects.requireNonNull(video, "video is null");
        files = List.copyOf(files);
        others = List.copyOf(others);
    }

    /** Creates the description of a file whose pictures are read as they are. */
    public MediaInfo(
            Path file,
            List<FileStamp> files,
            String container,
            double duration,
            VideoStream video,
            List<OtherStream> others,
            int chapters,
            long bitRate) {
        this(file, files, container, duration, video, others, chapters, bitRate, null);
    }

    /**
     * Filters between the decoder and everything that sees frames.
     *
     * @param chain the filters as on ffmpeg's command line, in numbers: a picture depends on this text and the file alone
     * @param framesPerFrame frames that come of one: 1, or 2 where each field becomes a frame
     * @param memory whether a filtered frame depends on its neighbours
     * @param coded the stream as the decoder gives it
     */
    public record Filtered(String chain, int framesPerFrame, boolean memory, VideoStream coded) {
        public Filtered {
            Objects.requireNonNull(chain, "chain is null");
            Objects.requireNonNull(coded, "coded is null");
        }
    }

    /** Returns the stream as the decoder gives it, before any filter. */
    public VideoStream coded() {
        return filtered == null ? video : filtered.coded();
    }

    /** Returns the text of the filters, empty if there are none. */
    public String filterChain() {
        return filtered == null ? "" : filtered.chain();
    }

    /** Returns this file read through filters, after which its video is as described. */
    public MediaInfo filtered(VideoStream after, Filtered filters) {
        return new MediaInfo(file, files, container, duration, after, others, chapters, bitRate, filters);
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
