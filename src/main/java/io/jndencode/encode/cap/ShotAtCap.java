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
 * @param broken whether the buffer runs empty within it
 */
record ShotAtCap(double start, boolean broken) {
    /**
     * Sends the stream's shots through the buffer, in order.
     *
     * @param assumed how full it is taken to be, at least, after a shot that has yet to be encoded again
     */
    static List<ShotAtCap> all(RateCap cap, List<CodedFrames> shots, double assumed) {
        LeakyBucket bucket = new LeakyBucket(cap.maxrate(), cap.bufsize());
        List<ShotAtCap> all = new ArrayList<>();
        for (CodedFrames shot : shots) {
            bucket.fillUntil(shot.seconds()[0]);
            double start = bucket.fill();
            double missed = 0;
            for (int i = 0; i < shot.bits().length; i++) {
                bucket.fillUntil(shot.seconds()[i]);
                missed += bucket.take(shot.bits()[i]);
            }
            if (missed > 0) {
                bucket.raise(assumed);
            }
            all.add(new ShotAtCap(start, missed > 0));
        }
        return all;
    }
}
