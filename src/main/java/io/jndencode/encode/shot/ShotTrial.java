package io.jndencode.encode.shot;

import io.jndencode.encode.resume.WorkFolder;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.forecast.SizeForecast;
import io.jndencode.shot.FrameRange;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Foretells the size of planned shots by encoding some of their frames as they will be encoded. Only for constant QPs: at a CRF the rate
 * control of a few frames is another one. Owns its readers; used by one thread at a time.
 */
public final class ShotTrial implements AutoCloseable {
    /** Frames of a shot that are encoded, from its middle: docs/forecast.md has what fewer tell. */
    static final int FRAMES = 24;

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
        if (folder == null || shot.crf() != null) {
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
        if (all.length() <= FRAMES) {
            return SizeForecast.known(bytes(Chunk.whole(all, frames), how, place));
        }
        long begin = all.start() + all.length() / 2 - FRAMES / 2;
        double run = bytes(new Chunk(all, frames, new FrameRange(begin, begin + FRAMES)), how, place);
        double key = bytes(new Chunk(all, frames, new FrameRange(begin, begin + 1)), how, place);
        long keys = shot.keyFrames(FRAMES);
        double other = Math.max(0, run - keys * key) / (FRAMES - keys);
        long most = shot.keyFrames(all.length());
        return SizeForecast.tried(most * key + (all.length() - most) * other);
    }

    private long bytes(Chunk piece, EncoderSettings how, Path place) {
        return coder.encode(piece, how, place, done -> {}).bytes();
    }

    @Override
    public void close() {
        coder.close();
    }
}
