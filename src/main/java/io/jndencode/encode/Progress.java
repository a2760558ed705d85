package io.jndencode.encode;

import io.jndencode.media.MediaInfo;
import io.jndencode.plan.PlannedShot;
import java.nio.file.Path;
import java.util.Objects;

/** Events of a job. Delivered one at a time, from several threads. */
public sealed interface Progress {
    /**
     * The video was opened; {@code frames} is the number of frames to process according to the container, 0 if unknown.
     */
    record Opened(MediaInfo source, long frames) implements Progress {
        public Opened {
            Objects.requireNonNull(source, "source is null");
        }
    }

    /**
     * The analysis has read this many of the frames to process.
     *
     * @param codedBytes size of these frames as the source codes them, give or take a few that the decoder holds; 0 if unknown
     */
    record FramesRead(long frames, long codedBytes) implements Progress {}

    /** A shot was found, judged and given its QP. Shots are reported in order. */
    record Planned(PlannedShot shot) implements Progress {
        public Planned {
            Objects.requireNonNull(shot, "shot is null");
        }
    }

    /** This many frames of a shot are encoded. */
    record Encoding(int shot, int frames) implements Progress {}

    /** A shot is in its final encode, made now or by an earlier run ({@code kept}). Not always in order. */
    record Encoded(EncodedShot result, boolean kept) implements Progress {
        public Encoded {
            Objects.requireNonNull(result, "result is null");
        }

        public PlannedShot shot() {
            return result.shot();
        }

        /** Returns the size of the coded frames. */
        public long bytes() {
            return result.segment().bytes();
        }
    }

    /** All shots are encoded and the output is being written. */
    record Joining() implements Progress {}

    /** Something in the source could not be kept, or was repaired. */
    record Warning(String message) implements Progress {
        public Warning {
            Objects.requireNonNull(message, "message is null");
        }
    }

    /**
     * The job has ended and left a folder with finished work.
     *
     * @param folder the folder
     * @param shots number of encoded shots in it
     * @param judged number of shots in it that were shown to the model
     * @param done true if the job finished and was asked to keep the folder; false if the job can be resumed from it
     */
    record Kept(Path folder, int shots, int judged, boolean done) implements Progress {
        public Kept {
            Objects.requireNonNull(folder, "folder is null");
        }
    }
}
