package io.jndencode.train;

import io.jndencode.media.BgrImage;

/**
 * Bilinear resizing; downwards the triangle is widened to the step, so that every source pixel counts, as libswscale's
 * {@code bilinear} does it for the frames of a video.
 */
public final class Resize {
    private Resize() {}

    /** The picture at another size; the same object where the size is right already. */
    public static BgrImage to(BgrImage image, int width, int height) {
        if (image.width() == width && image.height() == height) {
            return image;
        }
        Taps across = Taps.of(image.width(), width);
        Taps down = Taps.of(image.height(), height);
        float[] rows = new float[image.height() * width * 3];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    float sum = 0;
                    for (int t = 0; t < across.count; t++) {
                        int at = (y * image.width() + across.position(x, t)) * 3 + c;
                        sum += across.weight(x, t) * (image.samples()[at] & 0xff);
                    }
                    rows[(y * width + x) * 3 + c] = sum;
                }
            }
        }
        byte[] out = new byte[width * height * 3];
        int stride = width * 3;
        for (int y = 0; y < height; y++) {
            for (int i = 0; i < stride; i++) {
                float sum = 0;
                for (int t = 0; t < down.count; t++) {
                    sum += down.weight(y, t) * rows[down.position(y, t) * stride + i];
                }
                out[y * stride + i] = (byte) Math.max(0, Math.min(255, Math.round(sum)));
            }
        }
        return new BgrImage(width, height, out);
    }

    /** For each output sample, which input samples it is made of; positions beyond the edge repeat the edge. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Taps(int count, int[] positions, float[] weights) {
        static Taps of(int from, int to) {
            double scale = (double) from / to;
            double reach = Math.max(1, scale);
            int count = (int) Math.ceil(2 * reach) + 1;
            int[] positions = new int[to * count];
            float[] weights = new float[to * count];
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) * scale - 0.5;
                int first = (int) Math.ceil(centre - reach);
                double sum = 0;
                for (int t = 0; t < count; t++) {
                    double weight = Math.max(0, 1 - Math.abs(first + t - centre) / reach);
                    positions[i * count + t] = Math.max(0, Math.min(from - 1, first + t));
                    weights[i * count + t] = (float) weight;
                    sum += weight;
                }
                for (int t = 0; t < count; t++) {
                    weights[i * count + t] /= (float) sum;
                }
            }
            return new Taps(count, positions, weights);
        }

        int position(int output, int tap) {
            return positions[output * count + tap];
        }

        float weight(int output, int tap) {
            return weights[output * count + tap];
        }
    }
}
