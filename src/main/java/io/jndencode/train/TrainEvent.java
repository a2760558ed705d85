package io.jndencode.train;

import java.nio.file.Path;
import java.util.List;

/** Events of a training run, delivered on its thread in the order they happen. */
public sealed interface TrainEvent {
    /** A run resumes from a checkpoint. */
    record Resumed(Path checkpoint, long epoch, int batch) implements TrainEvent {}

    /** Frames pass through the frozen backbones once. */
    record Caching(int done, int of) implements TrainEvent {}

    /**
     * The progress of a run.
     *
     * @param epoch the current epoch, from 0
     * @param epochs maximum number of epochs
     * @param step steps of this epoch done
     * @param steps steps per epoch
     */
    record Progress(long epoch, int epochs, int step, int steps) {
        /** Returns the steps left until the end of the run. */
        public long left() {
            return (epochs - epoch) * steps - step;
        }
    }

    /** One step is done. */
    record Stepped(Progress progress, double loss, double seconds) implements TrainEvent {}

    /**
     * An epoch is done and validated.
     *
     * @param trainLoss mean over the epoch's steps
     * @param validLoss the loss by which the best epoch is chosen
     * @param figures other validation figures, named in the CSV log's header
     * @param best whether this is the best so far
     */
    record EpochDone(long epoch, double trainLoss, double validLoss, List<Double> figures, boolean best)
            implements TrainEvent {
        public EpochDone {
            figures = List.copyOf(figures);
        }
    }

    /** The finished network is evaluated on this many validation pictures. */
    record Evaluating(int pictures) implements TrainEvent {}

    /** The best model has been written to disk. */
    record Written(Path model) implements TrainEvent {}
}
