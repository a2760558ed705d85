package io.jndencode.train.slim;

import io.jndencode.train.LearningRate;
import io.jndencode.train.TrainOptions;

/**
 * How long and how fast the three stages are trained; fixed beforehand, not chosen by what a fold is judged on.
 *
 * @param encoders the autoencoders, on crops of the pseudo-labelled pictures
 * @param pseudo the heads, on pseudo-labels
 * @param labels the heads, on labels
 * @param crop side of the encoders' crops
 */
public record SlimRecipe(Stage encoders, Stage pseudo, Stage labels, int crop) {
    /** What {@code train mj-lat-small} does. */
    public static final SlimRecipe CHOSEN =
            new SlimRecipe(new Stage(10, 4, 2e-3, 0), new Stage(8, 16, 2e-3, 1e-2), new Stage(4, 16, 3e-4, 1e-2), 64);

    /** Returns the same with other numbers of epochs: of the encoders, on pseudo-labels, on labels. */
    public SlimRecipe lasting(int ofEncoders, int onPseudo, int onLabels) {
        return new SlimRecipe(encoders.lasting(ofEncoders), pseudo.lasting(onPseudo), labels.lasting(onLabels), crop);
    }

    private static final double AVERAGING = 0.99;
    private static final int WARM_UP = 20;

    /**
     * A stage of the training.
     *
     * @param epochs passes over the data
     * @param batch pictures a step
     * @param rate Adam's step size, which falls along half a cosine
     * @param decay weight decay
     */
    public record Stage(int epochs, int batch, double rate, double decay) {
        private Stage lasting(int other) {
            return new Stage(other, batch, rate, decay);
        }

        /** Returns the options of the stage, with seed, folders and threads of the given ones. */
        TrainOptions options(TrainOptions given, long seed) {
            TrainOptions.Output output = given.output();
            return new TrainOptions(
                    new TrainOptions.Schedule(
                            epochs, batch, new LearningRate(rate, LearningRate.Decay.COSINE, WARM_UP)),
                    new TrainOptions.Sampling(
                            seed,
                            given.sampling().size(),
                            given.sampling().crop(),
                            given.sampling().flips()),
                    new TrainOptions.Regularisation(decay, 0, 0, AVERAGING),
                    new TrainOptions.Output(
                            output.models(), output.checkpoints(), output.checkpoints(), output.seconds()),
                    given.threads());
        }
    }
}
