package io.jndencode.encode.shot;

import io.jndencode.JndException;
import io.jndencode.encode.resume.WorkFolder;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.SegmentReader;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.forecast.SizeForecast;
import io.jndencode.shot.FrameRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LongSummaryStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Foretells the size of planned shots by encoding some of their frames as they will be encoded. Owns its readers; used by one thread at a
 * time.
 */
public final class ShotTrial implements AutoCloseable {
    /** Frames of a shot that are encoded at a constant QP, from its middle: docs/forecast.md has what fewer tell. */
    static final int FRAMES = 24;

    /** The same at a CRF, where what a frame costs depends on those that follow it. */
    static final int CRF_FRAMES = 48;

    private final EncoderChoice encoder;
    private final @Nullable WorkFolder folder;
    private final ChunkEncoder coder;

    /** @param folder where encodes are put that are thrown away; null to encode nothing */
    public ShotTrial(MediaInfo source, EncoderChoice encoder, @Nullable WorkFolder folder) {
        this.encoder = encoder;
        this.folder = folder;
        this.coder = new ChunkEncoder(source);
    }

    /**
     * Returns a shot with a closer forecast.
     *
     * @param pts timestamps of its frames
     */
    public PlannedShot of(PlannedShot shot, long[] pts) {
        if (folder == null) {
            return shot;
        }
        Path place = folder.segments().place("trial");
        try {
            return shot.expecting(forecast(shot, new ExpectedFrames.Exactly(pts), place));
        } finally {
            folder.segments().discard(place);
        }
    }

    private SizeForecast forecast(PlannedShot shot, ExpectedFrames frames, Path place) {
        FrameRange all = shot.shot().frames();
        EncoderSettings how = encoder.settings(shot);
        int some = shot.crf() == null ? FRAMES : CRF_FRAMES;
        if (all.length() <= some) {
            return SizeForecast.known(coder.encode(Chunk.whole(all, frames), how, place, done -> {})
                    .bytes());
        }
        long begin = all.start() + all.length() / 2 - some / 2;
        coder.encode(new Chunk(all, frames, new FrameRange(begin, begin + some)), how, place, done -> {});
        LongSummaryStatistics keys = new LongSummaryStatistics();
        LongSummaryStatistics others = new LongSummaryStatistics();
        read(place, keys, others);
        long most = Math.max(keys.getCount(), shot.keyFrames(all.length()));
        double size = most * keys.getAverage() + (all.length() - most) * others.getAverage();
        return SizeForecast.tried(size, shot.crf() != null);
    }

    private static void read(Path segment, LongSummaryStatistics keys, LongSummaryStatistics others) {
        try (SegmentReader reader = SegmentReader.open(segment)) {
            for (SegmentReader.Packet packet = reader.next(); packet != null; packet = reader.next()) {
                (packet.key() ? keys : others).accept(packet.data().length);
            }
        } catch (IOException e) {
            throw new JndException.Encode("cannot read " + segment + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        coder.close();
    }
}
