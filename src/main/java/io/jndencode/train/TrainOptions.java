package io.jndencode.train;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How a network is trained. The defaults of {@link #reference} are the reference implementation's.
 *
 * @param epochs passes over the data
 * @param batch pictures a step
 * @param rate step size
 * @param seed of weights, order, crops and every other draw
 * @param patience epochs without a better validation loss after which to stop; 0 never
 * @param threads of the runtime
 * @param regularisation what keeps a head from learning its few shots by heart
 * @param crop size of a backbone's training crops, a multiple of 16
 * @param results where models and logs go
 * @param checkpoints where checkpoints go
 * @param checkpointSeconds at least so many seconds apart
 */
public record TrainOptions(
        int epochs,
        int batch,
        LearningRate rate,
        long seed,
        int patience,
        int threads,
        Regularisation regularisation,
        int crop,
        Path results,
        Path checkpoints,
        int checkpointSeconds) {

    /**
     * Means against overfitting; {@link #NONE} is the reference's way.
     *
     * @param decay decoupled weight decay, relative to the learning rate
     * @param dropout share of the flattened features dropped in a step
     * @param mixup parameter of the Beta distribution two samples are blended by; 0 for no blending
     * @param averaging decay a step of the running mean of the weights that is validated and shipped; 0 for none
     */
    public record Regularisation(double decay, double dropout, double mixup, double averaging) {
        public static final Regularisation NONE = new Regularisation(0, 0, 0, 0);

        public Regularisation {
            if (!(decay >= 0 && dropout >= 0 && dropout < 1 && mixup >= 0 && averaging >= 0 && averaging < 1)) {
                throw new IllegalArgumentException("not a regularisation: decay %s, dropout %s, mixup %s, averaging %s"
                        .formatted(decay, dropout, mixup, averaging));
            }
        }
    }

    public TrainOptions {
        Objects.requireNonNull(rate, "rate is null");
        Objects.requireNonNull(regularisation, "regularisation is null");
        Objects.requireNonNull(results, "results is null");
        Objects.requireNonNull(checkpoints, "checkpoints is null");
        if (epochs < 1 || batch < 1 || patience < 0 || threads < 0 || checkpointSeconds < 0) {
            throw new IllegalArgumentException("not a training: %d epochs of batches of %d".formatted(epochs, batch));
        }
        if (crop < 16 || crop % 16 != 0) {
            throw new IllegalArgumentException("crops must be a multiple of 16 pixels, got " + crop);
        }
    }

    /** 300 epochs, batches of 8, Adam at 1e-5, nothing else. */
    public static TrainOptions reference(Path results) {
        return new TrainOptions(
                300,
                8,
                new LearningRate(1e-5, LearningRate.Decay.NONE, 0),
                1,
                0,
                0,
                Regularisation.NONE,
                256,
                results,
                results.resolve("checkpoints"),
                60);
    }

    public TrainOptions withEpochs(int chosen) {
        return new TrainOptions(
                chosen,
                batch,
                rate,
                seed,
                patience,
                threads,
                regularisation,
                crop,
                results,
                checkpoints,
                checkpointSeconds);
    }

    public TrainOptions withBatch(int chosen) {
        return new TrainOptions(
                epochs,
                chosen,
                rate,
                seed,
                patience,
                threads,
                regularisation,
                crop,
                results,
                checkpoints,
                checkpointSeconds);
    }

    public TrainOptions withRate(LearningRate chosen) {
        return new TrainOptions(
                epochs,
                batch,
                chosen,
                seed,
                patience,
                threads,
                regularisation,
                crop,
                results,
                checkpoints,
                checkpointSeconds);
    }

    public TrainOptions withSeed(long chosen) {
        return new TrainOptions(
                epochs,
                batch,
                rate,
                chosen,
                patience,
                threads,
                regularisation,
                crop,
                results,
                checkpoints,
                checkpointSeconds);
    }

    public TrainOptions withPatience(int chosen) {
        return new TrainOptions(
                epochs,
                batch,
                rate,
                seed,
                chosen,
                threads,
                regularisation,
                crop,
                results,
                checkpoints,
                checkpointSeconds);
    }

    public TrainOptions withRegularisation(Regularisation chosen) {
        return new TrainOptions(
                epochs, batch, rate, seed, patience, threads, chosen, crop, results, checkpoints, checkpointSeconds);
    }

    public TrainOptions withCrop(int chosen) {
        return new TrainOptions(
                epochs,
                batch,
                rate,
                seed,
                patience,
                threads,
                regularisation,
                chosen,
                results,
                checkpoints,
                checkpointSeconds);
    }

    public TrainOptions withCheckpoints(Path folder, int seconds) {
        return new TrainOptions(
                epochs, batch, rate, seed, patience, threads, regularisation, crop, results, folder, seconds);
    }
}
