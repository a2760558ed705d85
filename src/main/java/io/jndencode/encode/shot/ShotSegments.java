package io.jndencode.encode.shot;

import io.jndencode.JndException;
import io.jndencode.encode.resume.Keys;
import io.jndencode.encode.resume.SegmentStamp;
import io.jndencode.file.WholeFile;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.read.FrameSource;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.Segment;
import io.jndencode.media.segment.SegmentEncoder;
import io.jndencode.plan.EncodePlan;
import io.jndencode.plan.PlannedShot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntConsumer;

/**
 * Encodes shots of a plan to segment files anywhere, each with a stamp beside it that says what it was made from. A file appears whole or
 * not at all and is the same whoever makes it, so several machines may make the same. Owns the readers of the video.
 */
public final class ShotSegments implements AutoCloseable {
    private final EncodePlan plan;
    private final Keys keys;
    private final ShotReaders readers;

    public ShotSegments(MediaInfo source, EncodePlan plan) {
        this.plan = plan;
        this.keys = Keys.of(source);
        this.readers = new ShotReaders(source);
    }

    /** Returns the segment of a shot if the file is it, whole and made with the same settings from the same video. */
    public Optional<Segment> find(PlannedShot shot, Path file) {
        String key = key(shot);
        return SegmentStamp.read(file)
                .filter(stamp -> stamp.key().equals(key))
                .flatMap(stamp -> stamp.find(file, frames(shot)));
    }

    /** Encodes a shot; {@code progress} receives the number of its frames done. */
    public Segment encode(PlannedShot shot, Path file, IntConsumer progress) {
        return readers.use(
                shot.shot().frames().start(), frames(shot).pts(0), reader -> encode(shot, reader, file, progress));
    }

    /** Encodes a shot from frames that stand on its first. */
    public Segment encode(PlannedShot shot, FrameSource frames, Path file, IntConsumer progress) {
        EncoderSettings settings = plan.encoder().settings(shot);
        try {
            Segment made = WholeFile.write(
                    file.toAbsolutePath(),
                    own -> new SegmentEncoder(settings).encode(frames, frames(shot), own, progress));
            Segment segment = new Segment(file, made.frames(), made.bytes(), made.sha256());
            keys.source().check(frames.info().file());
            SegmentStamp.of(key(shot), segment).write(file);
            return segment;
        } catch (IOException e) {
            throw new JndException.Encode("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private String key(PlannedShot shot) {
        return keys.segment(shot.shot().frames(), plan.encoder().settings(shot));
    }

    /** Returns the frames a planned shot must consist of. */
    public static ExpectedFrames frames(PlannedShot shot) {
        int count = Math.toIntExact(shot.shot().frames().length());
        OptionalLong first = shot.startPts() == null ? OptionalLong.empty() : OptionalLong.of(shot.startPts());
        return new ExpectedFrames.Counted(count, first);
    }

    @Override
    public void close() {
        readers.close();
    }
}
