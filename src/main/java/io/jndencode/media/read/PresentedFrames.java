package io.jndencode.media.read;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.filter.FilteredFrames;
import io.jndencode.media.filter.SourceFrames;
import io.jndencode.media.timing.Timestamps;
import java.util.Objects;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** The frames everything downstream sees: alike in format and, where the video is read through filters, filtered. */
final class PresentedFrames implements SourceFrames, AutoCloseable {
    private final TimedFrames frames;
    private final boolean owned;
    private final @Nullable FilteredFrames filtered;
    private final SourceFrames presented;
    private @Nullable AVFrame frame;

    /** Creates the frames of a video from its current position on; the conformer remains the caller's. */
    PresentedFrames(OpenVideo source, MediaInfo info, FrameNormalizer conformer) {
        this.frames = TimedFrames.of(source, info.coded());
        this.owned = true;
        SourceFrames alike = new Conformed(conformer);
        this.filtered = filtered(alike, info);
        this.presented = filtered == null ? alike : filtered;
    }

    /** Creates the frames of a video from those of a reader that decodes it, which stays the caller's. */
    PresentedFrames(SourceFrames alike, PresentedFrames decoding, MediaInfo info) {
        this.frames = decoding.frames;
        this.owned = false;
        this.filtered = filtered(alike, info);
        this.presented = filtered == null ? alike : filtered;
    }

    private static @Nullable FilteredFrames filtered(SourceFrames alike, MediaInfo info) {
        MediaInfo.Filtered filters = info.filtered();
        return filters == null ? null : new FilteredFrames(alike, filters);
    }

    /** The frames as the decoder gives them, made alike. */
    private final class Conformed implements SourceFrames {
        private final FrameNormalizer conformer;

        Conformed(FrameNormalizer conformer) {
            this.conformer = conformer;
        }

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
    @Override
    public boolean next() {
        boolean more = presented.next();
        frame = more ? presented.frame() : null;
        return more;
    }

    /** Returns the current frame, valid until the next call of {@link #next} or {@link #close}. */
    @Override
    public AVFrame frame() {
        return Objects.requireNonNull(frame);
    }

    @Override
    public long pts() {
        return presented.pts();
    }

    /** Returns the current frame's display duration according to the source; 0 if unknown. */
    @Override
    public long duration() {
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
        if (owned) {
            frames.close();
        }
    }
}
