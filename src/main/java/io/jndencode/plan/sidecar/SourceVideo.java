package io.jndencode.plan.sidecar;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.jndencode.media.ColorTags;
import io.jndencode.media.HdrMetadata;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The video a sidecar was made from, its fields side by side in the file.
 *
 * @param stored the file
 * @param coded how the stream is coded
 * @param timing when its frames are shown
 * @param format what its samples mean, and how they are to be shown
 * @param videoBytes size of the coded frames that the shots cover; null if they were not counted
 * @param filters what it is read through; null for nothing
 */
public record SourceVideo(
        @JsonUnwrapped StoredFile stored,
        @JsonUnwrapped Coded coded,
        @JsonUnwrapped Timing timing,
        @JsonUnwrapped Format format,
        @Nullable Long videoBytes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SidecarFilters filters) {
    /**
     * The file.
     *
     * @param file its path
     * @param bytes its size
     * @param sha256 of all of it; null if it was not hashed
     * @param container FFmpeg's name of the format
     */
    public record StoredFile(
            String file, long bytes, @Nullable String sha256, String container) {
        public StoredFile {
            Objects.requireNonNull(file, "file is missing");
        }
    }

    /**
     * How the stream is coded, before any filter.
     *
     * @param codec FFmpeg's name
     * @param width columns of the coded picture
     * @param height rows of it
     */
    public record Coded(String codec, int width, int height) {}

    /**
     * When the frames are shown. Where filters make two frames of one, frames, rate and time base are those behind the filters.
     *
     * @param frameRate as a fraction, the average where the rate varies; null in a hand-written sidecar
     * @param variableFrameRate whether it varies
     * @param frames number of decoded frames in the whole file; 0 if only a part was read
     * @param duration of the file in seconds
     * @param timeBase seconds of one tick of the timestamps, as a fraction
     * @param startPts timestamp of the first frame
     */
    public record Timing(
            @Nullable String frameRate,
            boolean variableFrameRate,
            long frames,
            double duration,
            String timeBase,
            @Nullable Long startPts) {
        public Timing {
            Objects.requireNonNull(timeBase, "timeBase is missing");
        }

        private static Timing of(MediaInfo info, long frames, @Nullable Long startPts) {
            return new Timing(
                    info.video().timing().frameRate().toString(),
                    info.coded().timing().variableFrameRate(),
                    frames,
                    Decimals.round(info.duration(), 6),
                    info.video().timing().timeBase().toString(),
                    startPts);
        }

        /** Returns the time base as a number. */
        public Rational base() {
            return Rational.parse(timeBase);
        }

        /** Returns the frame rate as a number, {@link Rational#UNKNOWN} if a hand-written sidecar omits it. */
        public Rational rate() {
            return frameRate == null ? Rational.UNKNOWN : Rational.parse(frameRate);
        }
    }

    /**
     * What the samples mean, and how they are to be shown.
     *
     * @param pixelFormat FFmpeg's name
     * @param color colour tags
     * @param hdr mastering display and content light level; null if there are none
     * @param rotation degrees clockwise that a player turns the picture by
     * @param sar sample aspect ratio, {@code 64:45}
     */
    public record Format(
            String pixelFormat,
            @Nullable ColorTags color,
            @Nullable HdrMetadata hdr,
            int rotation,
            String sar) {
        private static Format of(VideoStream video) {
            return new Format(
                    video.format().pixelFormat(),
                    video.format().color(),
                    video.format().hdr(),
                    video.geometry().rotation(),
                    ratio(video));
        }
    }

    /**
     * Creates the record of what was probed and read.
     *
     * @param sha256 SHA-256 of the whole file; null if it was not hashed
     * @param frames number of decoded frames in the whole file, 0 if only a part was read
     * @param videoBytes size of the coded frames that the shots cover; null if they were not counted
     */
    public static SourceVideo of(
            MediaInfo info, @Nullable String sha256, long frames, @Nullable Long startPts, @Nullable Long videoBytes) {
        VideoStream video = info.coded();
        return new SourceVideo(
                new StoredFile(info.file().toString(), info.bytes(), sha256, info.container()),
                new Coded(
                        video.codec(),
                        video.geometry().width(),
                        video.geometry().height()),
                Timing.of(info, frames, startPts),
                Format.of(video),
                videoBytes,
                SidecarFilters.of(info));
    }

    /** Returns the path of the file. */
    public String file() {
        return stored.file();
    }

    /** Returns the sample aspect ratio as sidecars spell it. */
    static String ratio(VideoStream video) {
        return video.geometry().sar().num() + ":" + video.geometry().sar().den();
    }
}
