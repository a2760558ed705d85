package io.jndencode.encode.cap;

import io.jndencode.media.bitstream.CodedFrames;
import io.jndencode.media.bitstream.LeakyBucket;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.media.encoder.VideoEncoder;
import java.util.List;

/**
 * How much coarser a shot is encoded next that breaks the ceiling, reckoned from the encodes of it that do.
 *
 * @param cap the ceiling
 * @param encoder the encoder
 */
record Coarsening(RateCap cap, VideoEncoder encoder) {
    /** Share of the scale of CRFs that halves the bits, as a rule of thumb: 6 with x264 and x265, 9 with SVT-AV1. */
    private static final double HALVING = 1 / 8.0;

    /** Steps by the rule of thumb. */
    private static final int TRUSTED = 2;

    /** How many times as much or as little as by the rule of thumb a CRF may bring: encodes near each other tell little. */
    private static final double MOST = 16;

    /** The most halvings that are looked for, and parts of one to which they are found. */
    private static final int MOST_HALVINGS = 7;

    private static final int PARTS = 256;

    /** An encode that breaks the ceiling. */
    record Tried(double crf, CodedFrames frames) {
        /**
         * Returns how often all frames would have to be halved for the buffer never to run empty; 0 where it does not.
         *
         * @param start how full the buffer is when the first is decoded, 0 to 1
         */
        double halvings(RateCap cap, double start) {
            int low = 0;
            int high = MOST_HALVINGS * PARTS;
            while (low < high) {
                int middle = (low + high) / 2;
                if (fits(cap, start, Math.pow(2, -(double) middle / PARTS))) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return (double) low / PARTS;
        }

        private boolean fits(RateCap cap, double start, double scale) {
            LeakyBucket bucket = new LeakyBucket(cap.maxrate(), cap.bufsize(), start);
            for (int i = 0; i < frames.bits().length; i++) {
                bucket.fillUntil(frames.seconds()[i]);
                if (bucket.take(scale * frames.bits()[i]) > 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Returns the next CRF, at most the encoder's coarsest.
     *
     * @param wanted the CRF without a ceiling
     * @param start how full the buffer is when the shot begins, 0 to 1
     * @param tried at least one encode, in their order
     */
    double next(double wanted, double start, List<Tried> tried) {
        Tried last = tried.get(tried.size() - 1);
        double needed = last.halvings(cap, start);
        double step = Math.max(1, Math.ceil(needed / halvingsOfOne(start, tried)));
        if (encoder.holdsBuffer()) { // bound by its buffer, it hardly heeds its CRF
            step = Math.max(step, (last.crf() - wanted) / 2);
        }
        return Math.min(encoder.highestCrf(), last.crf() + step);
    }

    /**
     * Returns what one CRF more brings: what it usually does, or, where two steps by that were too short, midway between it and what the last
     * step brought, because bits fall faster the coarser a shot is.
     */
    private double halvingsOfOne(double start, List<Tried> tried) {
        double usual = 1 / (HALVING * encoder.highestCrf());
        Tried last = tried.get(tried.size() - 1);
        List<Tried> finer =
                tried.stream().filter(each -> each.crf() < last.crf()).toList();
        if (finer.size() < TRUSTED) {
            return usual;
        }
        Tried before = finer.get(finer.size() - 1);
        double brought = before.halvings(cap, start) - last.halvings(cap, start);
        double found = brought / (last.crf() - before.crf());
        return Math.sqrt(usual * Math.max(usual / MOST, Math.min(MOST * usual, found)));
    }
}
