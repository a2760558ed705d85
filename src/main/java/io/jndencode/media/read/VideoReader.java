package io.jndencode.media.read;

import static org.bytedeco.ffmpeg.global.avutil.*;

import io.jndencode.media.BgrImage;
import io.jndencode.media.LumaImage;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.input.MissingFrames;
import io.jndencode.media.input.VideoDecoder;
import io.jndencode.media.open.InputChecks;
import io.jndencode.media.picture.FramePictures;
import io.jndencode.media.picture.LazyPicture;
import io.jndencode.media.picture.ShownPart;
import io.jndencode.media.picture.SourcePictures;
import io.jndencode.media.timing.ClockSamples;
import io.jndencode.media.timing.Timestamps;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a video one after the other, in presentation order, each exactly once, with its exact timestamp.
 *
 * <p>Not for several threads at once. Pictures handed out are copies; native memory belongs to the reader until it is closed.
 */
public final class VideoReader implements AutoCloseable {
    private final MediaInfo info;
    private final ReaderOptions options;
    private final FramePictures pictures;
    private final SourcePictures sources = new SourcePictures();
    private final FrameNormalizer conformer;
    private final ClockSamples clock;
    private final ShownPart shownPart;
    private OpenVideo source;
    private TimedFrames frames;
    private long index = -1;
    private long pts = Timestamps.NONE;
    private long duration;
    private @Nullable AVFrame current;
    private boolean fromStart = true;
    private long otherFields;
    private long missing;

    private VideoReader(MediaInfo info, ReaderOptions options, OpenVideo source) {
        this.info = info;
        this.options = options;
        this.source = source;
        this.clock = new ClockSamples(info, source.input());
        this.pictures = new FramePictures(info.video());
        this.conformer = new FrameNormalizer(info.video());
        this.shownPart = new ShownPart(info.video().cropping());
        this.frames = TimedFrames.of(source, info);
    }

    /** Probes and opens a file, before its first frame. */
    public static VideoReader open(Path file, ReaderOptions options) {
        return open(MediaProbe.probe(file), options);
    }

    /** Opens a file that was probed before, before its first frame. */
    public static VideoReader open(MediaInfo info, ReaderOptions options) {
        return new VideoReader(info, options, OpenVideo.open(info, options));
    }

    /**
     * Opens a file that was probed before and stands on the frame with this timestamp, as after the {@link #next} that gave it.
     *
     * @param pts a timestamp a reader of this file has given
     * @param index the frame's index, which {@link #index} counts on from
     */
    public static VideoReader openAt(MediaInfo info, ReaderOptions options, long pts, long index) {
        VideoReader reader = open(info, options);
        try {
            if (!reader.seekTo(pts, index)) {
                throw FrameFinder.noFrame(info, pts);
            }
            return reader;
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }

    public MediaInfo info() {
        return info;
    }

    /** Advances to the next frame; false at the end. */
    public boolean next() {
        current = null;
        if (!frames.next()) {
            noteEnd();
            return false;
        }
        AVFrame frame = frames.frame();
        pts = frames.pts();
        duration = frames.duration();
        index++;
        InputChecks.checkFrames(info.file(), index + 1, source.input().limits());
        otherFields += TimedFrames.interlaced(frame) == info.video().interlaced() ? 0 : 1;
        current = conformer.conform(frame);
        return true;
    }

    private void noteEnd() {
        if (fromStart && missing == 0) {
            long end = timestamps().latest() + Math.max(1, duration);
            missing = MissingFrames.atEnd(source.input(), source.decoder(), info.video(), index + 1, end);
        }
    }

    /** The current frame's place in the video, from 0. */
    public long index() {
        return index;
    }

    /** The current frame's timestamp in ticks of {@code info().video().timeBase()}, larger than the one before. */
    public long pts() {
        return pts;
    }

    /** How long the current frame is shown, in ticks; where the source does not say, as long as frames are on average. */
    public long duration() {
        return duration > 0 ? duration : Math.max(1, info.video().nominalTicks());
    }

    /** Whether the current frame was coded as a key frame. */
    public boolean keyFrame() {
        return (current().flags() & AVFrame.AV_FRAME_FLAG_KEY) != 0;
    }

    /** Whether the current frame is made of two fields. */
    public boolean interlaced() {
        return TimedFrames.interlaced(current());
    }

    /** A small luma picture of the current frame, limited range, averaged over areas. Cheap beside decoding. */
    public LumaImage luma(int width, int height) {
        return pictures.luma(shownPart(), width, height);
    }

    /** The current frame scaled (bilinear) to full-range BGR for SDR eyes, in coded orientation. */
    public BgrImage bgr(int width, int height) {
        return pictures.bgr(shownPart(), width, height);
    }

    /** Of all samples of the current frame: readers that came to it by different ways must agree. */
    public long checksum() {
        return FrameChecksum.of(current());
    }

    /** The current frame as metric-JND labels are measured on it. */
    public SourcePicture picture() {
        return sources.of(shownPart());
    }

    /** What {@link #picture} gives, for when it is wanted, on any thread, while the reader is open: cheap where it never is. */
    public LazyPicture pendingPicture() {
        return sources.later(shownPart());
    }

    /** The current native frame: owned by the reader, valid until the next call of {@link #next} or {@link #close}. */
    public AVFrame frame() {
        return current();
    }

    /** What players show of the current frame; all the small pictures are of it. */
    public AVFrame shownPart() {
        return shownPart.of(current());
    }

    private AVFrame current() {
        if (current == null) {
            throw new IllegalStateException("the reader does not stand on a frame");
        }
        return current;
    }

    /**
     * Frames the source lost since the reader was opened or positioned: packets that could not be read or decoded and, once a
     * reader that began at the start has come to the end, frames the container promises but does not hold (a truncated file).
     */
    public long lostFrames() {
        return source.decoder().errors() + missing;
    }

    /** What became of the source's timestamps so far. */
    Timestamps timestamps() {
        return frames.timestamps();
    }

    /** Brings frames that are unlike the first to its form, and counts them. */
    FrameNormalizer conformer() {
        return conformer;
    }

    /** Frames that were decoded with damage concealed since the reader was opened or positioned. */
    public long damagedFrames() {
        return source.decoder().damaged();
    }

    /** Frames so far that are interlaced unlike the first, or progressive unlike it. */
    long otherFields() {
        return otherFields;
    }

    /** Timestamps that had to be mended so far, and jumps of the clock. When not 0, seek with {@code exactSeek} off. */
    public long repairedTimestamps() {
        return frames.timestamps().repaired() + source.decoder().jumps();
    }

    /**
     * Stands on the frame with exactly this timestamp, as after the {@link #next} that gave it.
     *
     * @param target a timestamp a reader of this file has given
     * @param frameIndex the frame's index, which {@link #index} counts on from
     * @return false if the video has no such frame (the reader then stands at the end)
     */
    public boolean seekTo(long target, long frameIndex) {
        return new FrameFinder(this).exactly(target, frameIndex, options.exactSeek());
    }

    /**
     * Stands on the first frame at or after a time, coming from the key frame before it: cheap, for pictures. Where the container's
     * index leads astray a later frame is found, so look at {@link #pts}; {@link #index} means nothing afterwards.
     *
     * @param target in ticks of the video's time base
     * @return false if nothing follows
     */
    public boolean seekNear(long target) {
        return new FrameFinder(this).near(target);
    }

    /**
     * Called on the first frame: stands on a frame shortly before a time, without decoding all that lies between, and goes on counting
     * as if it had. Where the packets do not tell for sure how many frames lie between, it stays where it is.
     *
     * @param time in ticks of the video's time base
     */
    public void skipTowards(long time) {
        new FrameFinder(this).skipTowards(time);
    }

    /** Ticks of timestamps in one of the container's. */
    long scale() {
        return source.scale(info.video());
    }

    public ClockSamples clock() {
        return clock;
    }

    VideoDecoder decoder() {
        return source.decoder();
    }

    /**
     * Says which frame the reader stands on.
     *
     * @param counted whether the index was counted from the start, so that what is missing is known at the end
     */
    void standOn(long frame, boolean counted) {
        index = frame;
        fromStart = counted;
    }

    /** Whether the reader stands before the first frame and nothing was read. */
    boolean untouched() {
        return index < 0;
    }

    boolean stands() {
        return current != null;
    }

    /** Begins anew, before the first frame. */
    void reopen() {
        frames.close();
        source.close();
        source = OpenVideo.open(info, options);
        frames = TimedFrames.of(source, info);
        index = -1;
        duration = 0;
        missing = 0;
        current = null;
        fromStart = true;
    }

    @Override
    public void close() {
        pictures.close();
        sources.close();
        conformer.close();
        shownPart.close();
        frames.close();
        source.close();
    }
}
