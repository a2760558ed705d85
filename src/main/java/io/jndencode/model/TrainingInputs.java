package io.jndencode.model;

import io.jndencode.nn.Interval;
import io.jndencode.nn.TrainingGraph.Meaning;
import io.jndencode.nn.TrainingSpec.Port;

/** Describes the inputs of the networks' training graphs for exported files. */
public final class TrainingInputs {
    private static final Interval PIXELS = new Interval(0, 255);
    private static final Interval LEVELS = new Interval(20, 40);

    private static final Interval TRIAL = new Interval(1, 45);

    private TrainingInputs() {}

    /**
     * Returns the meaning of an input by its name and rank, as used by all networks: pictures have rank 4, levels and
     * factors rank 2.
     */
    public static Meaning meaning(Port input) {
        String name = input.name();
        boolean pictures = input.shape().size() == 4;
        if (name.startsWith("latent")) {
            return new Meaning("what the frozen encoder makes of the picture", new Interval(-1, 1));
        }
        if (name.startsWith("reconstruction")) {
            return new Meaning("what the frozen backbone makes of the picture, planes B, G, R", PIXELS);
        }
        if (name.equals("trial")) {
            return new Meaning("figures of a trial encode: decibels, luma, texture, motion", TRIAL);
        }
        if (name.equals("weight")) {
            return new Meaning("how much each sample counts, 1 on the average", new Interval(1, 1));
        }
        if (name.equals("keep")) {
            return new Meaning("a factor a feature: 0 or 1/(1-rate) for dropout, 1 without", new Interval(1, 1));
        }
        if (pictures && name.startsWith("frame")) {
            return new Meaning("pictures, planes B, G, R, values 0..255", PIXELS);
        }
        if (pictures) {
            return new Meaning("the picture to give, planes B, G, R, values 0..255", PIXELS);
        }
        return new Meaning("levels: QPs, a column an output", LEVELS);
    }
}
