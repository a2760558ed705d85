package io.jndencode.label;

/**
 * How much a labelled shot counts in training.
 *
 * @param halfSpread spread, in QP, at which a label counts half
 * @param pictures factor for pans over pictures, whose motion is artificial
 * @param graphic factor for flat art, tag {@code graphic}
 */
public record LabelWeights(double halfSpread, double pictures, double graphic) {
    public static final LabelWeights DEFAULT = new LabelWeights(3, 0.6, 0.3);

    public LabelWeights {
        if (!(halfSpread > 0 && pictures > 0 && graphic > 0)) {
            throw new IllegalArgumentException("weights must be above 0");
        }
    }

    /** The weight of one shot: falls with the square of the spread, as the weight of a noisy measurement should. */
    public double of(LabelledShot shot) {
        double weight = of(shot.label().spread());
        if (shot instanceof LabelledShot.OfPicture) {
            weight *= pictures;
        }
        return shot.label().tag().equals("graphic") ? weight * graphic : weight;
    }

    /** The weight of a label by its spread alone. */
    public double of(double spread) {
        double ratio = spread / halfSpread;
        return 1 / (1 + ratio * ratio);
    }
}
