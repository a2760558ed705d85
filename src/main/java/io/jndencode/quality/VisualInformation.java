package io.jndencode.quality;

/**
 * How much of what an eye gets out of a picture is left in its coded version: the visual information fidelity of Sheikh and Bovik
 * ("Image information and visual quality", IEEE Trans. Image Processing 15, 2006) in its pixel-domain form, at four scales.
 */
final class VisualInformation {
    static final int SCALES = 4;
    /** Variance of the noise of seeing, for samples of 0 to 255. */
    private static final double NOISE = 2;

    private static final double SMALLEST = 1e-10;

    private VisualInformation() {}

    /** Shares of the information kept, finest scale first. */
    static double[] kept(Plane original, Plane coded) {
        double[] kept = new double[SCALES];
        Plane one = original;
        Plane two = coded;
        for (int scale = 0; scale < SCALES; scale++) {
            int length = (1 << (SCALES - scale)) + 1;
            float[] window = Plane.gaussian(length, length / 5.0);
            if (scale > 0) {
                one = one.filtered(window).halved();
                two = two.filtered(window).halved();
            }
            kept[scale] = kept(one, two, window);
        }
        return kept;
    }

    private static double kept(Plane original, Plane coded, float[] window) {
        float[] mean1 = original.filtered(window).samples();
        float[] mean2 = coded.filtered(window).samples();
        float[] square1 = original.times(original).filtered(window).samples();
        float[] square2 = coded.times(coded).filtered(window).samples();
        float[] product = original.times(coded).filtered(window).samples();
        double left = 0;
        double all = 0;
        for (int i = 0; i < mean1.length; i++) {
            double variance1 = Math.max(0, square1[i] - (double) mean1[i] * mean1[i]);
            double variance2 = Math.max(0, square2[i] - (double) mean2[i] * mean2[i]);
            double covariance = product[i] - (double) mean1[i] * mean2[i];
            all += Math.log(1 + variance1 / NOISE); // log1p is ten times slower, and small ones hardly count
            left += information(variance1, variance2, covariance);
        }
        return all <= SMALLEST ? 1 : left / all;
    }

    /** The coded sample as gain times the original plus noise; the information that goes through such a channel. */
    private static double information(double variance1, double variance2, double covariance) {
        if (variance1 < SMALLEST || variance2 < SMALLEST || covariance <= 0) {
            return 0;
        }
        double gain = covariance / (variance1 + SMALLEST);
        double noise = Math.max(SMALLEST, variance2 - gain * covariance);
        return Math.log(1 + gain * gain * variance1 / (noise + NOISE));
    }
}
