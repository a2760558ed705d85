package io.jndencode.media.bitstream;

/**
 * The buffer of a decoder whose stream has a largest rate: it fills at that rate until it is full, and every frame takes its bits out at the
 * moment it is decoded (H.264 and H.265, annex C, the bitstream of a variable rate; the times of decoding are those of presentation, moved
 * by the same delay). Used by one thread.
 */
public final class LeakyBucket {
    /** How full it is when the first frame is decoded, as x264 and x265 assume. */
    public static final double INITIAL = 0.9;

    private final double rate;
    private final double size;
    private double bits;
    private double now = Double.NEGATIVE_INFINITY;

    /**
     * Creates the buffer of a stream that begins.
     *
     * @param rate in bits a second
     * @param size in bits
     */
    public LeakyBucket(double rate, double size) {
        this(rate, size, INITIAL);
    }

    /** Creates a buffer that is so full, 0 to 1, when the next frame is decoded. */
    public LeakyBucket(double rate, double size, double fill) {
        this.rate = rate;
        this.size = size;
        this.bits = fill * size;
    }

    /** Lets the buffer fill up to a time in seconds, not before the last one. */
    public void fillUntil(double seconds) {
        if (now != Double.NEGATIVE_INFINITY) {
            bits = Math.min(size, bits + Math.max(0, seconds - now) * rate);
        }
        now = seconds;
    }

    /** Takes a frame out; returns by how many bits the buffer lacks it, 0 if it was all there. The buffer is empty after a lack. */
    public double take(double frame) {
        double lack = Math.max(0, frame - bits);
        bits = Math.max(0, bits - frame);
        return lack;
    }

    /** Fills the buffer at least to a share. */
    public void raise(double share) {
        bits = Math.max(bits, share * size);
    }

    /** Returns how full it is, 0 to 1. */
    public double fill() {
        return bits / size;
    }
}
