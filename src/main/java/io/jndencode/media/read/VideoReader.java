package io.jndencode.media.read;

import static org.bytedeco.ffmpeg.global.avutil.*;

import io.jndencode.media.BgrImage;
import io.jndencode.media.LumaImage;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.filter.SharedFrames;
import io.jndencode.media.filter.SourceFrames;
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
 * Not thread-safe. Returned pictures are copies; native memory belongs to the reader until it is closed.
 */
public final class VideoReader implements FrameSource, AutoCloseable {
    private final MediaInfo info;
    private final ReaderOptions options;
    private final FramePictures pictures;
    private final SourcePictures sources = new SourcePictures();
    private final FrameNormalizer conformer;
    private final ClockSamples clock;
    private final ShownPart shownPart;
    /** The frames of another reader that decodes; null if this one does. */
    private SharedFrames.@Nullable Seat shared;

    private OpenVideo source;
    private PresentedFrames frames;
    private long index = -1;
    private long pts = Timestamps.NONE;
    private long duration;
    private @Nullable AVFrame current;
    private boolean fromStart = true;
    private long missing;

    private VideoReader(MediaInfo info, ReaderOptions options, OpenVideo source, @Nullable VideoReader decoding) {
        this.info = info;
        this.options = options;
        this.source = source;
        this.clock = decoding == null ? new ClockSamples(info, source.input()) : decoding.clock;
        this.pictures = new FramePictures(info.video());
        this.conformer = decoding == null ? new FrameNormalizer(info.coded()) : decoding.conformer;
        this.shownPart = new ShownPart(info.video().geometry().cropping());
        this.frames = new PresentedFrames(source, info, conformer);
    }

    /** Probes and opens a file, before its first frame. */
    public static VideoReader open(Path file, ReaderOptions options) {
        return open(MediaProbe.probe(file), options);
    }

    /** Opens a file that was probed before, before its first frame. */
    public static VideoReader open(MediaInfo info, ReaderOptions options) {
        return new VideoReader(info, options, OpenVideo.open(info, options), null);
    }

    /** Opens a file that was probed before, on the frame with this timestamp and index, as {@link #seekTo} finds it. */
    public static VideoReader openAt(MediaInfo info, ReaderOptions options, long pts, long index) {
        return FrameFinder.openAt(open(info, options), pts, index);
    }

    /** Opens a video before its first frame behind filters; another reader, read through such seats alone and closed last, decodes it. */
    public static VideoReader sharing(MediaInfo info, VideoReader decoding, SharedFrames.Seat seat) {
        VideoReader reader = new VideoReader(info, decoding.options, decoding.source, decoding);
        reader.frames = new PresentedFrames(seat, decoding.frames, info);
        reader.shared = seat;
        return reader;
    }

    /** Returns the frames to be read, for readers that share them. */
    public SourceFrames asSource() {
        return frames;
    }

    @Override
    public MediaInfo info() {
        return info;
    }

    @Override
    public boolean next() {
        current = null;
        if (!frames.next()) {
            noteEnd();
            return false;
        }
        pts = frames.pts();
        duration = frames.duration();
        index++;
        InputChecks.checkFrames(info.file(), index + 1, source.input().limits());
        current = frames.frame();
        return true;
    }

    private void noteEnd() {
        if (fromStart && missing == 0) {
            int each = info.filtered() == null ? 1 : info.filtered().framesPerFrame();
            long end = timestamps().latest() + Math.max(1, duration);
            missing = MissingFrames.atEnd(source.input(), source.decoder(), info.coded(), (index + 1) / each, end);
        }
    }

    @Override
    public long index() {
        return index;
    }

    @Override
    public long pts() {
        return pts;
    }

    @Override
    public long duration() {
        return duration > 0 ? duration : Math.max(1, info.video().timing().nominalTicks());
    }

    /** Returns whether the current frame was coded as a key frame. */
    public boolean keyFrame() {
        return (current().flags() & AVFrame.AV_FRAME_FLAG_KEY) != 0;
    }

    /** Returns whether the current frame consists of two fields. */
    public boolean interlaced() {
        return TimedFrames.interlaced(current());
    }

    /** Returns a small luma picture of the current frame, limited range, averaged over areas. Cheap compared with decoding. */
    public LumaImage luma(int width, int height) {
        return pictures.luma(shownPart(), width, height);
    }

    /** Returns the current frame scaled (bilinear) to full-range BGR in standard dynamic range, in coded orientation. */
    public BgrImage bgr(int width, int height) {
        return pictures.bgr(shownPart(), width, height);
    }

    /** Returns a checksum of all samples of the current frame, on which readers that reached it in different ways must agree. */
    public long checksum() {
        return FrameChecksum.of(current());
    }

    /** Returns the current frame in the format in which metric-JND labels are measured. */
    public SourcePicture picture() {
        return sources.of(shownPart());
    }

    /** Returns {@link #picture} on demand, on any thread, while the reader is open: cheap if it is never needed. */
    public LazyPicture pendingPicture() {
        return sources.later(shownPart());
    }

    @Override
    public AVFrame frame() {
        return current();
    }

    /** Returns the part of the current frame that players show; all the small pictures are of it. */
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
     * Returns the number of frames lost since the reader was opened or positioned: packets that could not be read or decoded and, once a
     * reader that began at the start has reached the end, frames the container promises but does not hold (a truncated file).
     */
    public long lostFrames() {
        return source.decoder().errors() + missing;
    }

    /** Returns the source's timestamps so far and how they were repaired. */
    Timestamps timestamps() {
        return frames.timestamps();
    }

    /** Returns the converter of frames unlike the first, which counts them. */
    FrameNormalizer conformer() {
        return conformer;
    }

    /** Returns the number of frames decoded with concealed damage since the reader was opened or positioned. */
    public long damagedFrames() {
        return source.decoder().damaged();
    }

    /** Returns the number of timestamps repaired so far, plus jumps of the clock. If it is not 0, seek with {@code exactSeek} off. */
    public long repairedTimestamps() {
        return frames.timestamps().repaired() + source.decoder().jumps();
    }

    /**
     * Positions the reader on the frame with exactly this timestamp, as after the {@link #next} that reached it.
     *
     * @param target a timestamp returned by a reader of this file
     * @param frameIndex the frame's index, from which {@link #index} continues
     * @return false if the video has no such frame (the reader is then at the end)
     */
    public boolean seekTo(long target, long frameIndex) {
        return new FrameFinder(this).exactly(target, frameIndex, options.exactSeek());
    }

    /**
     * Positions the reader on the first frame at or after a time, in ticks, decoding from the key frame before it: cheap, for pictures. If the
     * container's index is wrong, it finds a later frame, so check {@link #pts}; {@link #index} is undefined afterwards. False if none follows.
     */
    public boolean seekNear(long target) {
        return new FrameFinder(this).near(target);
    }

    /**
     * Skips to a frame shortly before a time, in ticks, without decoding all frames between, and counts frames as if it had decoded them. To be
     * called on the first frame. If the packets do not show reliably how many frames lie between, the reader does not move.
     */
    public void skipTowards(long time) {
        new FrameFinder(this).skipTowards(time);
    }

    /** Returns the ticks of timestamps in one of the container's. */
    long scale() {
        return source.scale(info.video());
    }

    public ClockSamples clock() {
        return clock;
    }

    VideoDecoder decoder() {
        return source.decoder();
    }

    /** Sets the index of the current frame; {@code counted} from the start if missing frames are to be known at the end. */
    void standOn(long frame, boolean counted) {
        index = frame;
        fromStart = counted;
    }

    /** Returns whether the reader is before the first frame and nothing was read. */
    boolean untouched() {
        return index < 0;
    }

    boolean stands() {
        return current != null;
    }

    /** Reopens the file, before its first frame. */
    void reopen() {
        if (shared != null) {
            throw new IllegalStateException("a reader that shares another's frames cannot go back");
        }
        frames.close();
        source.close();
        source = OpenVideo.open(info, options);
        frames = new PresentedFrames(source, info, conformer);
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
        shownPart.close();
        frames.close();
        if (shared != null) {
            shared.close();
            return;
        }
        conformer.close();
        source.close();
    }
}
