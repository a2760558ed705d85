package io.jndencode.label.metric;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.jndencode.label.LabelledFrames;
import io.jndencode.media.compare.ConstantQpRoundTrip;
import java.nio.file.Path;

/** A run of frames to label: where its frames come from. {@code file} is the source's name in its folder. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Clip.OfVideo.class, name = "video"),
    @JsonSubTypes.Type(value = Clip.OfPicture.class, name = "pan")
})
sealed interface Clip {
    /** Frames of every run, where a shot has so many: as the labels were measured that the rule is fitted to. */
    int FRAMES = 28;

    String file();

    /** Number of frames. */
    int frames();

    /** Decodes and scales the frames; the caller closes them. */
    ConstantQpRoundTrip open(Path source);

    /** What tells this run from others of its source, fit for a file name. */
    @JsonIgnore
    String mark();

    /**
     * A stretch of a shot.
     *
     * @param startFrame first frame in the video, for people
     * @param start seconds after the video's first frame
     * @param step 2 takes every second frame, of videos above 31 frames a second
     * @param width as encoded
     * @param height as encoded
     */
    record OfVideo(String file, long startFrame, double start, int frames, int step, int width, int height)
            implements Clip {
        @Override
        public ConstantQpRoundTrip open(Path source) {
            return ConstantQpRoundTrip.of(new ConstantQpRoundTrip.Excerpt(source, start, frames, step, width, height));
        }

        @Override
        public String mark() {
            return "s" + startFrame;
        }
    }

    /** A window that moves over a picture by (vx, vy) pixels a frame, from (x0, y0). */
    record OfPicture(String file, int x0, int y0, int vx, int vy, int width, int height, int frames) implements Clip {
        @Override
        public ConstantQpRoundTrip open(Path source) {
            return ConstantQpRoundTrip.of(new ConstantQpRoundTrip.Pan(
                    source, x0, y0, vx, vy, width, height, frames, LabelledFrames.PAN_FRAMES_PER_SECOND));
        }

        @Override
        public String mark() {
            return "pan";
        }
    }
}
