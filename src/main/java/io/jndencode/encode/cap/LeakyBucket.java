package io.jndencode.encode.cap;

import io.jndencode.media.encoder.RateCap;

/**
 * The decoder's buffer of a stream with a ceiling on its rate: it fills at the largest rate until it is full, and every frame takes its
 * bits out at the moment it is decoded (H.264 annex C.1, the bitstream of a variable rate; the times of decoding are those of
 * presentation, moved by the same delay). Used by one thread.
 */
final class LeakyBucket {
    private final RateCap cap;
    private double bits;
    private double now = Double.NEGATIVE_INFINITY;

    LeakyBucket(RateCap cap) {
        this.cap = cap;
        this.bits = RateCap.INITIAL * cap.bufsize();
    }

    /** Lets the buffer fill up to a time in seconds, not before the last one. */
    void fillUntil(double seconds) {
        if (now != Double.NEGATIVE_INFINITY) {
            bits = Math.min((double) cap.bufsize(), bits + Math.max(0, seconds - now) * cap.maxrate());
        }
        now = seconds;
    }

    /** Takes a frame out; returns by how many bits the buffer lacks it, 0 if it was all there. The buffer is empty after a lack. */
    double take(double frame) {
        double lack = Math.max(0, frame - bits);
        bits = Math.max(0, bits - frame);
        return lack;
    }

    /** Fills the buffer at least to a share. */
    void raise(double share) {
        bits = Math.max(bits, share * cap.bufsize());
    }

    /** Returns how full it is, 0 to 1. */
    double fill() {
        return bits / cap.bufsize();
    }
}
