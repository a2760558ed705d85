package io.jndencode.encode.cap;

import io.jndencode.media.bitstream.CodedFrames;
import io.jndencode.media.bitstream.LeakyBucket;
import io.jndencode.media.encoder.RateCap;
import java.util.ArrayList;
import java.util.List;

/**
 * What the ceiling on the rate means for one shot of the stream.
 *
 * @param start how full the buffer is when the shot begins, 0 to 1
 * @param lacking the share by which the frames up to the one most lacked exceed what there was for them; 0 if none was lacked
 */
record ShotAtCap(double start, double lacking) {
    /** How full the buffer is assumed to be after a shot that has yet to be encoded again. */
    private static final double ASSUMED = 0.5;

    /** Sends the stream's shots through the buffer, in order. */
    static List<ShotAtCap> all(RateCap cap, List<CodedFrames> shots) {
        LeakyBucket bucket = new LeakyBucket(cap.maxrate(), cap.bufsize());
        List<ShotAtCap> all = new ArrayList<>();
        for (CodedFrames shot : shots) {
            bucket.fillUntil(shot.seconds()[0]);
            double start = bucket.fill();
            double lacking = 0;
            double missed = 0;
            double used = 0;
            for (int i = 0; i < shot.bits().length; i++) {
                bucket.fillUntil(shot.seconds()[i]);
                missed += bucket.take(shot.bits()[i]);
                used += shot.bits()[i];
                lacking = Math.max(lacking, missed / used);
            }
            if (missed > 0) {
                bucket.raise(ASSUMED);
            }
            all.add(new ShotAtCap(start, lacking));
        }
        return all;
    }

    /** Returns whether the buffer runs empty within the shot. */
    boolean broken() {
        return lacking > 0;
    }
}
