package io.jndencode.shot.signal;

/**
 * The line between two pictures a and b, and how well a third picture lies on it.
 *
 * <p>Each picture has its mean subtracted, so that brightness has no influence. For a picture x, the share of b is
 * {@code s = <x-a, b-a> / |b-a|^2} and the rest is {@code |x - a - s(b-a)| / |b-a|}.
 */
public final class BlendFit {
    private final float[] a;
    private final float[] b;
    private final double squares;

    public BlendFit(float[] a, float[] b) {
        this.a = a;
        this.b = b;
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double d = b[i] - a[i];
            sum += d * d;
        }
        squares = sum;
    }

    /** Returns the root mean square difference of the two pictures. */
    public double distance() {
        return Math.sqrt(squares / a.length);
    }

    /** Returns the share of b in {@code x}: 0 for a itself, 1 for b. */
    public double share(float[] x) {
        double product = 0;
        for (int i = 0; i < a.length; i++) {
            product += (x[i] - a[i]) * (double) (b[i] - a[i]);
        }
        return product / squares;
    }

    /** Returns the part of {@code x} that no mixture of a and b explains; the root of 3/4 if the three have nothing in common. */
    public double rest(float[] x) {
        double share = share(x);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double d = x[i] - a[i] - share * (b[i] - a[i]);
            sum += d * d;
        }
        return Math.sqrt(sum / squares);
    }

    /** Returns the correlation of the two pictures: near 1 if only the contrast differs, as in a fade. */
    public double correlation() {
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int i = 0; i < a.length; i++) {
            aa += a[i] * (double) a[i];
            bb += b[i] * (double) b[i];
            ab += a[i] * (double) b[i];
        }
        return aa * bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
    }

    /**
     * Returns over how much of the picture the two differ: {@code (sum d^2)^2 / (n sum d^4)}, 1 if they differ equally everywhere, 1/3 for
     * a normal distribution, small if an object moves in a part of the picture.
     */
    public double spread() {
        double fourth = 0;
        for (int i = 0; i < a.length; i++) {
            double d = b[i] - a[i];
            fourth += d * d * d * d;
        }
        return fourth == 0 ? 0 : squares * squares / (a.length * fourth);
    }
}
