package io.jndencode.media;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The video stream of a file that is read.
 *
 * @param streamIndex stream index in the file
 * @param codec FFmpeg's codec name
 * @param geometry size and shape of its pictures
 * @param timing when its frames are shown
 * @param format what its samples mean
 */
public record VideoStream(int streamIndex, String codec, Geometry geometry, Timing timing, Format format) {
    public VideoStream {
        Objects.requireNonNull(codec, "codec is null");
        Objects.requireNonNull(geometry, "geometry is null");
        Objects.requireNonNull(timing, "timing is null");
        Objects.requireNonNull(format, "format is null");
    }

    /**
     * Size and shape of the pictures.
     *
     * @param width coded columns, in pixels, before any rotation
     * @param height coded rows, in pixels, before any rotation
     * @param rotation clockwise degrees by which a player rotates the picture for display (0 to 359)
     * @param mirrored whether a player mirrors the picture left to right before it rotates it
     * @param sar sample aspect ratio, 1/1 if the source does not give it
     * @param interlaced whether frames consist of two fields
     * @param cropping margins of the pictures that the container hides
     */
    public record Geometry(
            int width,
            int height,
            int rotation,
            boolean mirrored,
            Rational sar,
            boolean interlaced,
            Cropping cropping) {
        public Geometry {
            Objects.requireNonNull(sar, "sar is null");
            Objects.requireNonNull(cropping, "cropping is null");
            if (width < 1 || height < 1) {
                throw new IllegalArgumentException("a video of %dx%d pixels".formatted(width, height));
            }
        }

        /** Returns the columns that players show, before any rotation. */
        public int shownWidth() {
            return width - cropping.left() - cropping.right();
        }

        /** Returns the rows that players show, before any rotation. */
        public int shownHeight() {
            return height - cropping.top() - cropping.bottom();
        }
    }

    /**
     * When frames are shown.
     *
     * @param frameRate average frame rate, {@link Rational#UNKNOWN} if the container does not give it
     * @param variableFrameRate whether frames are not evenly spaced (by more than the time base's rounding)
     * @param frames number of displayed frames according to the container's index, 0 if unknown; the decoded count may differ
     * @param timeBase unit of the timestamps: the container's, or a fraction of it if frames are closer together than its ticks
     */
    public record Timing(Rational frameRate, boolean variableFrameRate, long frames, Rational timeBase) {
        public Timing {
            Objects.requireNonNull(frameRate, "frameRate is null");
            Objects.requireNonNull(timeBase, "timeBase is null");
        }

        /**
         * Returns the ticks of {@link #timeBase} in one of the container's: 1, or more if the container's are too coarse for the frames.
         *
         * @param containers the container's time base of the stream
         */
        public long scale(Rational containers) {
            return Math.max(1, Math.round(containers.toDouble() / timeBase.toDouble()));
        }

        /** Returns the ticks between frames at the average frame rate, 1 if that is unknown. */
        public long nominalTicks() {
            return frameRate.known() && timeBase.known()
                    ? Math.round(1 / (frameRate.toDouble() * timeBase.toDouble()))
                    : 1;
        }
    }

    /**
     * What samples mean.
     *
     * @param pixelFormat FFmpeg's name of the decoded pixel format
     * @param bitDepth bits per sample of the first component
     * @param color colour tags
     * @param hdr static HDR metadata, null if there is none
     * @param signal further signalling for an encode's parameter sets, determined by the first frame for all
     */
    public record Format(
            String pixelFormat,
            int bitDepth,
            ColorTags color,
            @Nullable HdrMetadata hdr,
            PictureSignal signal) {
        public Format {
            Objects.requireNonNull(pixelFormat, "pixelFormat is null");
            Objects.requireNonNull(color, "color is null");
            Objects.requireNonNull(signal, "signal is null");
        }
    }
}
