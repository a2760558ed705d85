package io.jndencode.quality;

import io.jndencode.media.LumaImage;

/** A rectangle of samples for the filters of the metrics. Rows have no padding; outside the rectangle, the nearest sample is used. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Plane(int width, int height, float[] samples) {
    static Plane of(LumaImage image) {
        byte[] bytes = image.samples();
        float[] samples = new float[bytes.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = bytes[i] & 0xff;
        }
        return new Plane(image.width(), image.height(), samples);
    }

    /** Returns the taps of a Gaussian window of odd length, with sum 1. */
    static float[] gaussian(int length, double deviation) {
        float[] taps = new float[length];
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double distance = i - (length - 1) / 2.0;
            sum += Math.exp(-distance * distance / (2 * deviation * deviation));
        }
        for (int i = 0; i < length; i++) {
            double distance = i - (length - 1) / 2.0;
            taps[i] = (float) (Math.exp(-distance * distance / (2 * deviation * deviation)) / sum);
        }
        return taps;
    }

    /** Convolves with a symmetric window along both axes. The loops run over whole rows, which the JIT vectorises. */
    Plane filtered(float[] taps) {
        float[] down = new float[samples.length];
        float[] result = new float[samples.length];
        int reach = taps.length / 2;
        for (int y = 0; y < height; y++) {
            for (int k = 0; k < taps.length; k++) {
                int from = Math.min(Math.max(y + k - reach, 0), height - 1) * width;
                addScaled(samples, from, taps[k], down, y * width, width);
            }
        }
        float[] row = new float[width + 2 * reach];
        for (int y = 0; y < height; y++) {
            System.arraycopy(down, y * width, row, reach, width);
            java.util.Arrays.fill(row, 0, reach, row[reach]);
            java.util.Arrays.fill(row, reach + width, row.length, row[reach + width - 1]);
            for (int k = 0; k < taps.length; k++) {
                addScaled(row, k, taps[k], result, y * width, width);
            }
        }
        return new Plane(width, height, result);
    }

    private static void addScaled(float[] in, int from, float factor, float[] out, int to, int count) {
        for (int i = 0; i < count; i++) {
            out[to + i] += factor * in[from + i];
        }
    }

    double mean() {
        double sum = 0;
        for (float sample : samples) {
            sum += sample;
        }
        return sum / samples.length;
    }

    double meanDifference(Plane other) {
        double sum = 0;
        for (int i = 0; i < samples.length; i++) {
            sum += Math.abs(samples[i] - other.samples[i]);
        }
        return sum / samples.length;
    }
}
