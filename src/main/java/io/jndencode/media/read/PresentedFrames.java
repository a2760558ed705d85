package io.jndencode.media.read;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.filter.FilteredFrames;
import io.jndencode.media.filter.SourceFrames;
import io.jndencode.media.timing.Timestamps;
import java.util.Objects;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** The frames everything downstream sees: alike in format and, where the video is read through filters, filtered. */
final class PresentedFrames implements AutoCloseable {
    private final TimedFrames frames;
    private final FrameNormalizer conformer;
    private final @Nullable FilteredFrames filtered;
    private final SourceFrames presented;
    private @Nullable AVFrame frame;

    /** Creates the frames of a video from its current position on; the conformer remains the caller's. */
    PresentedFrames(OpenVideo source, MediaInfo info, FrameNormalizer conformer) {
        this.frames = TimedFrames.of(source, info.coded());
        this.conformer = conformer;
        MediaInfo.Filtered filters = info.filtered();
        SourceFrames alike = new Conformed();
        this.filtered = filters == null ? null : new FilteredFrames(alike, filters);
        this.presented = filtered == null ? alike : filtered;
    }

    /** The frames as the decoder gives them, made alike. */
    private final class Conformed implements SourceFrames {
        @Override
        public boolean next() {
            return frames.next();
        }

        @Override
        public AVFrame frame() {
            return conformer.conform(frames.frame());
        }

        @Override
        public long pts() {
            return frames.pts();
        }

        @Override
        public long duration() {
            return frames.duration();
        }
    }

    /** Advances to the next frame; returns false at the end. */
    boolean next() {
        boolean more = presented.next();
        frame = more ? presented.frame() : null;
        return more;
    }

    /** Returns the current frame, valid until the next call of {@link #next} or {@link #close}. */
    AVFrame frame() {
        return Objects.requireNonNull(frame);
    }

    long pts() {
        return presented.pts();
    }

    /** Returns the current frame's display duration according to the source; 0 if unknown. */
    long duration() {
        return presented.duration();
    }

    Timestamps timestamps() {
        return frames.timestamps();
    }

    @Override
    public void close() {
        if (filtered != null) {
            filtered.close();
        }
        frames.close();
    }
}
