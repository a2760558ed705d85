package io.jndencode.encode.cap;

import io.jndencode.media.bitstream.CodedFrames;
import io.jndencode.media.bitstream.LeakyBucket;
import io.jndencode.media.encoder.RateCap;
import java.util.List;

/**
 * How near a joined stream comes to its ceiling.
 *
 * @param oneSecond most bits decoded within one second
 * @param bufferLow how full the decoder's buffer is at its emptiest, 0 to 1
 */
public record StreamPeak(long oneSecond, double bufferLow) {
    static StreamPeak of(RateCap cap, List<CodedFrames> shots) {
        CodedFrames all = CodedFrames.joined(shots);
        double[] seconds = all.seconds();
        double[] bits = all.bits();
        LeakyBucket bucket = new LeakyBucket(cap.maxrate(), cap.bufsize());
        double low = 1;
        double window = 0;
        double most = 0;
        int first = 0;
        for (int i = 0; i < bits.length; i++) {
            bucket.fillUntil(seconds[i]);
            bucket.take(bits[i]);
            low = Math.min(low, bucket.fill());
            window += bits[i];
            while (seconds[first] <= seconds[i] - 1) {
                window -= bits[first++];
            }
            most = Math.max(most, window);
        }
        return new StreamPeak(Math.round(most), low);
    }
}
