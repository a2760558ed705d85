package io.jndencode.jnd;

import io.jndencode.media.BgrImage;

/**
 * The format of a model's input frames, as declared in its file.
 *
 * @param width columns
 * @param height rows
 * @param order order of the colour channels
 * @param layout order of the tensor's axes
 * @param low value of black
 * @param high value of white
 */
public record InputSpec(int width, int height, Order order, Layout layout, double low, double high) {
    /** Largest input, 4096x2160: a batch of two such frames fits into the heap. */
    private static final int MOST_PIXELS = 4096 * 2160;

    /** Order of the colour channels. */
    public enum Order {
        BGR,
        RGB
    }

    /** Order of the tensor's axes: N frames, C channels, H rows, W columns. */
    public enum Layout {
        NCHW,
        NHWC
    }

    public InputSpec {
        if (width < 8 || height < 8 || width > 8192 || height > 8192) {
            throw new IllegalArgumentException("a model input of " + width + "x" + height + " pixels");
        }
        if ((long) width * height > MOST_PIXELS) {
            throw new IllegalArgumentException(
                    "a model input of %dx%d pixels; at most %d are taken".formatted(width, height, MOST_PIXELS));
        }
        if (!(high > low) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException("a model input range of " + low + " to " + high);
        }
    }

    /** Returns the shape of a tensor of n frames. */
    public long[] shape(int n) {
        return layout == Layout.NCHW ? new long[] {n, 3, height, width} : new long[] {n, height, width, 3};
    }

    /** Returns the number of floats per frame. */
    public int size() {
        return 3 * width * height;
    }

    /** Writes a picture of exactly this size into a frame of the tensor, which holds {@link #size} floats. */
    public void write(BgrImage image, float[] frame) {
        if (image.width() != width || image.height() != height) {
            throw new IllegalArgumentException("the model wants frames of %dx%d, got %dx%d"
                    .formatted(width, height, image.width(), image.height()));
        }
        float[] values = values();
        byte[] samples = image.samples();
        boolean planar = layout == Layout.NCHW;
        int step = planar ? 1 : 3;
        for (int channel = 0; channel < 3; channel++) {
            int to = planar ? channel * width * height : channel;
            for (int from = order == Order.BGR ? channel : 2 - channel; from < samples.length; from += 3) {
                frame[to] = values[samples[from] & 0xff];
                to += step;
            }
        }
    }

    /** Returns the float for every 8-bit sample. */
    private float[] values() {
        float[] values = new float[256];
        for (int i = 0; i < 256; i++) {
            values[i] = (float) (low + (high - low) * i / 255);
        }
        return values;
    }

    /** Returns the size, e.g. {@code 640x352}. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
