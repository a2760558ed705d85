package io.jndencode.quality;

/**
 * How much visible detail is left, after Li, Zhang, Ma and Ngan ("Image quality assessment by separately evaluating detail losses
 * and additive impairments", IEEE Trans. Multimedia 13, 2011): wavelet coefficients of the coded picture are split into what is
 * kept of the original's and what was added; what is kept counts as far as the eye's contrast sensitivity lets it, masked by what
 * was added.
 */
final class DetailLoss {
    private static final int SCALES = 4;
    /** Daubechies' four-tap low pass; the high pass is its mirror. */
    private static final float[] LOW = {0.4829629f, 0.8365163f, 0.2241439f, -0.1294095f};

    private static final float[] HIGH = {-0.1294095f, -0.2241439f, 0.8365163f, -0.4829629f};
    /** Watson et al., "Visibility of wavelet quantization noise", 1997: amplitudes of side and diagonal bands by scale. */
    private static final double[][] AMPLITUDES = {
        {0.67234, 0.72709}, {0.41317, 0.49428}, {0.22727, 0.28688}, {0.11792, 0.15214}
    };
    /** Pixels a degree: a picture of 1080 rows seen from three times its height. */
    private static final double PIXELS_A_DEGREE = 3 * 1080 * Math.PI / 180;

    private static final double ONE_DEGREE = Math.pow(Math.cos(Math.PI / 180), 2);
    private static final double BORDER = 0.1;

    private DetailLoss() {}

    /** Bands of one scale: across, down, diagonal, and the picture of half the size they leave. */
    private record Bands(Plane across, Plane down, Plane diagonal, Plane rest) {
        Plane band(int n) {
            return n == 0 ? across : n == 1 ? down : diagonal;
        }
    }

    /** The share of visible detail kept, 1 where nothing is lost. */
    static double kept(Plane original, Plane coded) {
        double kept = 0;
        double all = 0;
        Plane one = original;
        Plane two = coded;
        for (int scale = 0; scale < SCALES && Math.min(one.width(), one.height()) >= 8; scale++) {
            Bands bands = bands(one);
            Bands codedBands = bands(two);
            double[] sums = sums(scale, bands, codedBands);
            kept += sums[0];
            all += sums[1];
            one = bands.rest();
            two = codedBands.rest();
        }
        return all <= 0 ? 1 : kept / all;
    }

    private static Bands bands(Plane plane) {
        Plane low = columns(plane, LOW);
        Plane high = columns(plane, HIGH);
        return new Bands(rows(high, LOW), rows(low, HIGH), rows(high, HIGH), rows(low, LOW));
    }

    private static Plane columns(Plane in, float[] taps) {
        int rows = (in.height() + 1) / 2;
        float[] out = new float[in.width() * rows];
        for (int y = 0; y < rows; y++) {
            for (int k = 0; k < taps.length; k++) {
                int from = mirrored(2 * y - 1 + k, in.height()) * in.width();
                for (int x = 0; x < in.width(); x++) {
                    out[y * in.width() + x] += taps[k] * in.samples()[from + x];
                }
            }
        }
        return new Plane(in.width(), rows, out);
    }

    private static Plane rows(Plane in, float[] taps) {
        int columns = (in.width() + 1) / 2;
        float[] out = new float[columns * in.height()];
        for (int y = 0; y < in.height(); y++) {
            int row = y * in.width();
            for (int x = 0; x < columns; x++) {
                boolean edge = x == 0 || 2 * x + 2 >= in.width();
                float sum = 0;
                for (int k = 0; k < taps.length; k++) {
                    int at = 2 * x - 1 + k;
                    sum += taps[k] * in.samples()[row + (edge ? mirrored(at, in.width()) : at)];
                }
                out[y * columns + x] = sum;
            }
        }
        return new Plane(columns, in.height(), out);
    }

    private static int mirrored(int at, int size) {
        int inside = at < 0 ? -at : at;
        return inside >= size ? 2 * size - inside - 1 : inside;
    }

    /** Cube-root sums of the visible kept and of all visible detail of one scale. */
    private static double[] sums(int scale, Bands original, Bands coded) {
        int width = original.across().width();
        int height = original.across().height();
        float[][] kept = new float[3][width * height];
        float[] masks = new float[width * height];
        split(scale, original, coded, kept, masks);
        int left = (int) (width * BORDER);
        int top = (int) (height * BORDER);
        double area = Math.cbrt((width - 2.0 * left) * (height - 2.0 * top) / 32);
        double[] sums = {3 * area, 3 * area};
        for (int band = 0; band < 3; band++) {
            double sensitivity = sensitivity(scale, band);
            double visible = 0;
            double all = 0;
            for (int y = Math.max(1, top); y < height - Math.max(1, top); y++) {
                for (int x = Math.max(1, left); x < width - Math.max(1, left); x++) {
                    int at = y * width + x;
                    double seen = Math.max(0, sensitivity * Math.abs(kept[band][at]) - mask(masks, at, width));
                    double full = sensitivity * Math.abs(original.band(band).samples()[at]);
                    visible += seen * seen * seen;
                    all += full * full * full;
                }
            }
            sums[0] += Math.cbrt(visible);
            sums[1] += Math.cbrt(all);
        }
        return sums;
    }

    /** Detail kept of each band, and what was added in all three as the eye weighs it. */
    private static void split(int scale, Bands original, Bands coded, float[][] kept, float[] masks) {
        float side = (float) sensitivity(scale, 0);
        float diagonal = (float) sensitivity(scale, 2);
        for (int i = 0; i < masks.length; i++) {
            boolean same = sameDirection(
                    original.across().samples()[i],
                    original.down().samples()[i],
                    coded.across().samples()[i],
                    coded.down().samples()[i]);
            for (int band = 0; band < 3; band++) {
                float was = original.band(band).samples()[i];
                float is = coded.band(band).samples()[i];
                float share = was == 0 ? 0 : Math.min(1, Math.max(0, is / was));
                kept[band][i] = same && share > 0 ? is : share * was;
                masks[i] += (band == 2 ? diagonal : side) * Math.abs(is - kept[band][i]);
            }
        }
    }

    /** Whether two gradients point within one degree of each other: contrast was changed, not structure. */
    private static boolean sameDirection(double x1, double y1, double x2, double y2) {
        double dot = x1 * x2 + y1 * y2;
        return dot >= 0 && dot * dot >= ONE_DEGREE * (x1 * x1 + y1 * y1) * (x2 * x2 + y2 * y2);
    }

    private static double mask(float[] added, int at, int width) {
        double around = 0;
        for (int row = -width; row <= width; row += width) {
            around += added[at + row - 1] + added[at + row] + added[at + row + 1];
        }
        return (around + added[at]) / 30;
    }

    /** One over the smallest visible coefficient. */
    private static double sensitivity(int scale, int band) {
        double orientation = band == 2 ? 0.534 : 1;
        double octaves = Math.log10((1 << (scale + 1)) * 0.401 * orientation / PIXELS_A_DEGREE);
        return AMPLITUDES[scale][band == 2 ? 1 : 0] / (2 * 0.495 * Math.pow(10, 0.466 * octaves * octaves));
    }
}
