package io.jndencode.shot.signal;

/**
 * The line between two pictures a and b, and how well a third lies on it.
 *
 * <p>Pictures come less their means, so that brightness alone makes no difference. For a picture x, the share of b is {@code s = <x-a, b-a> / |b-a|^2} and the rest is {@code |x - a - s(b-a)| / |b-a|}.
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

    /** Root mean square difference of the two pictures. */
    public double distance() {
        return Math.sqrt(squares / a.length);
    }

    /** How much of b is in {@code x}: 0 for a itself, 1 for b. */
    public double share(float[] x) {
        double product = 0;
        for (int i = 0; i < a.length; i++) {
            product += (x[i] - a[i]) * (double) (b[i] - a[i]);
        }
        return product / squares;
    }

    /** What no mixture of a and b explains of {@code x}; the root of 3/4 where the three have nothing in common. */
    public double rest(float[] x) {
        double share = share(x);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double d = x[i] - a[i] - share * (b[i] - a[i]);
            sum += d * d;
        }
        return Math.sqrt(sum / squares);
    }

    /** Correlation of the two pictures: near 1 where only the contrast differs, as in a fade. */
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
     * Over how much of the picture the two differ: {@code (sum d^2)^2 / (n sum d^4)}, 1 where they differ alike
     * everywhere, 1/3 for a normal distribution, small where something moves in a part of the picture.
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
