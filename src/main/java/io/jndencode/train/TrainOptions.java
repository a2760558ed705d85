package io.jndencode.train;

import io.jndencode.model.InputSize;
import io.jndencode.nn.Adam;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Options of training a network. {@link #reference} has the reference implementation's defaults.
 *
 * @param schedule length of the training and size of its steps
 * @param sampling how the pictures are used
 * @param regularisation means against memorising the few shots
 * @param output where things are written
 * @param threads of the runtime; 0 for all
 */
public record TrainOptions(
        Schedule schedule, Sampling sampling, Regularisation regularisation, Output output, int threads) {
    /**
     * The length of a training and the size of its steps.
     *
     * @param epochs passes over the data; 0 to write what it would begin with
     * @param batch pictures per step
     * @param micro pictures that go through the network at once: a divisor of the batch; their gradients are summed
     * @param rate step size
     * @param patience epochs without a better validation loss after which to stop; 0 never
     */
    public record Schedule(int epochs, int batch, int micro, LearningRate rate, int patience) {
        public Schedule {
            Objects.requireNonNull(rate, "rate is null");
            if (epochs < 0 || batch < 1 || patience < 0) {
                throw new IllegalArgumentException(
                        "not a training: %d epochs of batches of %d".formatted(epochs, batch));
            }
            if (micro < 1 || batch % micro != 0) {
                throw new IllegalArgumentException(
                        "a batch of %d cannot be done %d pictures at a time".formatted(batch, micro));
            }
        }

        /** Creates a schedule that processes whole batches at once. */
        public Schedule(int epochs, int batch, LearningRate rate) {
            this(epochs, batch, batch, rate, 0);
        }

        /** Returns the number of parts in which a step is done. */
        int parts() {
            return batch / micro;
        }
    }

    /**
     * How the pictures are used.
     *
     * @param seed seed of weights, order, crops and every other draw
     * @param size size of the frames the network takes
     * @param crop side of a backbone's training crops, a multiple of 16
     * @param flips whether half of the pictures are shown mirrored
     */
    public record Sampling(long seed, InputSize size, int crop, boolean flips) {
        public Sampling {
            Objects.requireNonNull(size, "size is null");
            if (crop < 16 || crop % 16 != 0) {
                throw new IllegalArgumentException("crops must be a multiple of 16 pixels, got " + crop);
            }
        }
    }

    /**
     * Means against overfitting; the reference implementation uses {@link #NONE}.
     *
     * @param decay decoupled weight decay, relative to the learning rate
     * @param dropout share of the flattened features dropped in a step
     * @param mixup parameter of the Beta distribution two samples are blended by; 0 for no blending
     * @param averaging decay per step of the running mean of the weights that is validated and shipped; 0 for none
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

    /**
     * The folders that training writes to.
     *
     * @param models folder of the best model
     * @param checkpoints folder of checkpoints and of the frozen backbones' outputs for the pictures
     * @param logs folder of the log and its plot
     * @param seconds minimum time between checkpoints
     */
    public record Output(Path models, Path checkpoints, Path logs, int seconds) {
        public Output {
            Objects.requireNonNull(models, "models is null");
            Objects.requireNonNull(checkpoints, "checkpoints is null");
            Objects.requireNonNull(logs, "logs is null");
            if (seconds < 0) {
                throw new IllegalArgumentException("checkpoints cannot be %d seconds apart".formatted(seconds));
            }
        }

        /** Creates options with everything in one folder, and checkpoints in a folder below it. */
        public static Output in(Path folder) {
            return new Output(folder, folder.resolve("checkpoints"), folder, 60);
        }
    }

    public TrainOptions {
        Objects.requireNonNull(schedule, "schedule is null");
        Objects.requireNonNull(sampling, "sampling is null");
        Objects.requireNonNull(regularisation, "regularisation is null");
        Objects.requireNonNull(output, "output is null");
        if (threads < 0) {
            throw new IllegalArgumentException("%d threads".formatted(threads));
        }
    }

    /** Returns the same with another length, step size and patience. */
    public TrainOptions lasting(int epochs, double rate, int patience) {
        LearningRate other =
                new LearningRate(rate, schedule.rate().decay(), schedule.rate().warmup());
        return new TrainOptions(
                new Schedule(epochs, schedule.batch(), schedule.micro(), other, patience),
                sampling,
                regularisation,
                output,
                threads);
    }

    /** Returns the optimizer for these options. */
    public Adam optimizer() {
        Adam adam = schedule.parts() > 1 ? Adam.standard().inParts() : Adam.standard();
        return regularisation.decay() > 0 ? adam.withDecay() : adam;
    }

    /** Returns the defaults of the reference implementation: 300 epochs, batches of 8, Adam at 1e-5, nothing else. */
    public static TrainOptions reference(Path results) {
        return new TrainOptions(
                new Schedule(300, 8, new LearningRate(1e-5, LearningRate.Decay.NONE, 0)),
                new Sampling(1, InputSize.STANDARD, 256, true),
                Regularisation.NONE,
                Output.in(results),
                0);
    }
}
