package io.jndencode.cli.view;

import io.jndencode.Stopwatch;
import io.jndencode.encode.Progress;
import io.jndencode.plan.forecast.ForecastTally;
import io.jndencode.plan.forecast.SizeForecast;
import io.jndencode.shot.Shot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts what a job has done so far. Not safe for several threads. */
final class JobState {
    private final Stopwatch watch;
    private final Map<Integer, Integer> running = new HashMap<>();
    private final Map<Integer, Optional<SizeForecast>> foreseen = new HashMap<>();
    private final Map<Integer, Long> sizes = new HashMap<>();
    private final ForecastTally forecast = new ForecastTally();
    private long framesRead;
    private long codedBytes;
    private long framesOfEncodedShots;
    private int shotsPlanned;
    private int shotsEncoded;
    private long bytes;

    JobState(Stopwatch watch) {
        this.watch = watch;
    }

    void on(Progress event) {
        if (event instanceof Progress.FramesRead read) {
            framesRead = read.frames();
            codedBytes = read.codedBytes();
        } else if (event instanceof Progress.Planned planned) {
            shotsPlanned++;
            Optional<SizeForecast> size = Optional.ofNullable(planned.shot().size());
            foreseen.put(planned.shot().shot().index(), size);
            forecast.planned(planned.shot().shot().frames().length(), size.orElse(null));
        } else if (event instanceof Progress.Encoding encoding) {
            running.put(encoding.shot(), encoding.frames());
        } else if (event instanceof Progress.Encoded encoded) {
            encoded(encoded.shot().shot(), encoded.bytes());
        }
    }

    /** Counts a shot; one that a ceiling on the rate had encoded again comes twice. */
    private void encoded(Shot shot, long size) {
        running.remove(shot.index());
        Long before = sizes.put(shot.index(), size);
        if (before != null) {
            bytes += size - before;
            forecast.again(before, size);
            return;
        }
        bytes += size;
        framesOfEncodedShots += shot.frames().length();
        shotsEncoded++;
        forecast.encoded(foreseen.getOrDefault(shot.index(), Optional.empty()).orElse(null), size);
    }

    double seconds() {
        return watch.seconds();
    }

    long framesRead() {
        return framesRead;
    }

    /**
     * Returns the size that the coded video will have according to the plan and to what is encoded.
     *
     * @param frames number of frames of the whole video, 0 if unknown
     */
    Optional<SizeForecast> forecast(long frames) {
        return forecast.total(frames);
    }

    /** Returns the size of as many frames of the source's coded video as given, like those read so far; 0 if unknown. */
    double sourceBytes(long frames) {
        return framesRead == 0 ? 0 : (double) codedBytes / framesRead * frames;
    }

    /** Returns the frames of finished shots and of those being encoded. */
    long framesEncoded() {
        return framesOfEncodedShots
                + running.values().stream().mapToLong(Integer::longValue).sum();
    }

    int shotsPlanned() {
        return shotsPlanned;
    }

    int shotsEncoded() {
        return shotsEncoded;
    }

    /** Returns the size of the coded video of the finished shots. */
    long bytes() {
        return bytes;
    }

    /** Returns the frames of the finished shots, which {@link #bytes} counts. */
    long framesOfEncodedShots() {
        return framesOfEncodedShots;
    }
}
