package io.jndencode.label;

import io.jndencode.jnd.JndLevels;
import java.util.Objects;

/** A shot with a label: where its frames come from, the levels, and how far the label's judges agree. */
public sealed interface LabelledShot {
    /** What every labelled shot has, whatever it is made from. */
    Label label();

    /** Frames of the shot. */
    int frames();

    /** Size of the encodes the label was measured on. */
    Size size();

    /**
     * The label itself.
     *
     * @param file name of the video or picture
     * @param tag kind of content
     * @param levels the QPs
     * @param spread half the distance of the two judges, in QP
     */
    record Label(String file, String tag, JndLevels levels, double spread) {
        public Label {
            Objects.requireNonNull(file, "file is null");
            Objects.requireNonNull(tag, "tag is null");
            Objects.requireNonNull(levels, "levels is null");
            if (!(spread >= 0)) {
                throw new IllegalArgumentException("spread " + spread + " is not 0 or above");
            }
        }
    }

    /** A size in pixels. */
    record Size(int width, int height) {
        public Size {
            if (width < 2 || height < 2) {
                throw new IllegalArgumentException("not a picture size: " + width + "x" + height);
            }
        }
    }

    /**
     * A stretch of a video.
     *
     * @param start seconds from the video's start
     * @param rate frames a second the label was measured at: half the video's rate above 31
     */
    record OfVideo(Label label, double start, double rate, int frames, Size size) implements LabelledShot {}

    /**
     * A window moving over a picture: frame n is the picture cropped at (x0 + vx n, y0 + vy n).
     */
    record OfPicture(Label label, int x0, int y0, int vx, int vy, Size size, int frames) implements LabelledShot {}
}
