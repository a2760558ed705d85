package io.jndencode.encode;

import io.jndencode.media.MediaInfo;
import io.jndencode.plan.PlannedShot;
import java.nio.file.Path;
import java.util.Objects;

/** What happens in a job, for whoever wants to show it. Comes from several threads, one at a time. */
public sealed interface Progress {
    /** The video was opened; {@code frames} of it are to be done, as far as its container tells, 0 unknown. */
    record Opened(MediaInfo source, long frames) implements Progress {
        public Opened {
            Objects.requireNonNull(source, "source is null");
        }
    }

    /** The analysis has read so many frames of those to be done. */
    record FramesRead(long frames) implements Progress {}

    /** A shot was found, judged and given its QP; in order. */
    record Planned(PlannedShot shot) implements Progress {
        public Planned {
            Objects.requireNonNull(shot, "shot is null");
        }
    }

    /** So many frames of a shot are encoded. */
    record Encoding(int shot, int frames) implements Progress {}

    /** A shot is encoded for good, or was by an earlier run ({@code kept}); not always in order. */
    record Encoded(EncodedShot result, boolean kept) implements Progress {
        public Encoded {
            Objects.requireNonNull(result, "result is null");
        }

        public PlannedShot shot() {
            return result.shot();
        }

        /** Of the coded frames. */
        public long bytes() {
            return result.segment().bytes();
        }
    }

    /** All shots are encoded, the output is being written. */
    record Joining() implements Progress {}

    /** Something of the source could not be kept, or was repaired. */
    record Warning(String message) implements Progress {
        public Warning {
            Objects.requireNonNull(message, "message is null");
        }
    }

    /**
     * The job ends and leaves a folder with finished work.
     *
     * @param folder where it is
     * @param shots encoded ones in it
     * @param judged shots in it that were shown to the model
     * @param done whether the job came to its end and the folder was to be kept, else it can be gone on from
     */
    record Kept(Path folder, int shots, int judged, boolean done) implements Progress {
        public Kept {
            Objects.requireNonNull(folder, "folder is null");
        }
    }
}
