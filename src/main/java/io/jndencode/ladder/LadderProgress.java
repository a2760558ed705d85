package io.jndencode.ladder;

import io.jndencode.encode.Progress;
import io.jndencode.job.JobOutcome;
import io.jndencode.media.MediaInfo;
import java.nio.file.Path;

/** What a ladder is doing. Told one at a time. */
public sealed interface LadderProgress {
    /** Looking for shots; so many frames are read. */
    record Scanning(MediaInfo source, long frames) implements LadderProgress {}

    /** All shots are known. */
    record Scanned(int shots) implements LadderProgress {}

    /** The encode of a rung begins. */
    record Begins(Rung rung, MediaInfo picture) implements LadderProgress {}

    /** Something happens in the encode of a rung. */
    record Encoding(Rung rung, Progress event) implements LadderProgress {}

    /** A rung is encoded. */
    record Encoded(Rendition rendition) implements LadderProgress {}

    /** A rung is planned, and not to be encoded here. */
    record Planned(Rung rung, MediaInfo picture, JobOutcome outcome) implements LadderProgress {}

    /** All rungs are encoded and cut into pieces. */
    record Packaging() implements LadderProgress {}

    /** A rung is left out. */
    record Dropped(LadderRungs.Dropped rung) implements LadderProgress {}

    /** Something was left out or may be unexpected. */
    record Warning(String message) implements LadderProgress {}

    /** The ladder ended early; the same command goes on from what is in the folder. */
    record Kept(Path folder) implements LadderProgress {}
}
