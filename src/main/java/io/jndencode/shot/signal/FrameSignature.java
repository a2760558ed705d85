package io.jndencode.shot.signal;

import io.jndencode.media.LumaImage;

/**
 * What the detector keeps of one frame: its thumbnail and a few statistics.
 *
 * <p>The thumbnail is kept in two sizes: {@link #WIDTH}x{@link #HEIGHT} for motion search, and averaged over {@link #CELL}x{@link #CELL}
 * pixels for finding dissolves, where moving fine detail would only disturb.
 */
public final class FrameSignature {
    public static final int WIDTH = 128;
    public static final int HEIGHT = 72;
    static final int CELL = 4;
    static final int COARSE_WIDTH = WIDTH / CELL;
    static final int COARSE_HEIGHT = HEIGHT / CELL;
    static final int COARSE = COARSE_WIDTH * COARSE_HEIGHT;
    /** Largest luma of a cell that may belong to a letterbox bar. */
    private static final double BLACK = 20;

    private final long index;
    private final boolean keyFrame;
    private final byte[] samples;
    private final float[] coarse = new float[COARSE];
    private final double mean;
    private final double deviation;

    public FrameSignature(long index, LumaImage image, boolean keyFrame) {
        if (image.width() != WIDTH || image.height() != HEIGHT) {
            throw new IllegalArgumentException("the shot detector wants %dx%d luma images, got %dx%d"
                    .formatted(WIDTH, HEIGHT, image.width(), image.height()));
        }
        this.index = index;
        this.keyFrame = keyFrame;
        this.samples = image.samples();
        long sum = 0;
        long squares = 0;
        for (int y = 0; y < HEIGHT; y++) {
            int cellRow = y / CELL * COARSE_WIDTH;
            for (int x = 0; x < WIDTH; x++) {
                int v = samples[y * WIDTH + x] & 0xff;
                sum += v;
                squares += (long) v * v;
                coarse[cellRow + x / CELL] += v;
            }
        }
        double n = samples.length;
        mean = sum / n;
        for (int i = 0; i < COARSE; i++) {
            coarse[i] = (float) (coarse[i] / (CELL * CELL) - mean);
        }
        deviation = Math.sqrt(Math.max(0, squares / n - mean * mean));
    }

    /**
     * Returns the correlation of the coarse pictures over the cells not black in both, because letterbox bars would make any two pictures
     * alike; 0 if too few cells remain.
     */
    public double correlation(FrameSignature other) {
        int n = 0;
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int i = 0; i < COARSE; i++) {
            double p = coarse[i] + mean;
            double q = other.coarse[i] + other.mean;
            if (p > BLACK || q > BLACK) {
                n++;
                a += p;
                b += q;
                aa += p * p;
                bb += q * q;
                ab += p * q;
            }
        }
        double variances = (n * aa - a * a) * (n * bb - b * b);
        return n < COARSE / 10 || variances <= 0 ? 0 : (n * ab - a * b) / Math.sqrt(variances);
    }

    /** Returns the position in the video, from 0. */
    public long index() {
        return index;
    }

    /** Returns whether the source coded the frame as a key frame. */
    boolean keyFrame() {
        return keyFrame;
    }

    /** Returns the thumbnail, row-major, unsigned. */
    byte[] samples() {
        return samples;
    }

    /** Returns the thumbnail averaged over cells, row-major, with the mean of all cells subtracted so that brightness has no influence. */
    public float[] coarse() {
        return coarse;
    }

    /** Returns the mean luma. */
    double mean() {
        return mean;
    }

    /** Returns the standard deviation of luma over the picture: near 0 for a flat picture. */
    public double deviation() {
        return deviation;
    }
}
