package io.jndencode.train;

import java.nio.file.Path;
import java.util.List;

/** Events of a training run, delivered on its thread in the order they happen. */
public sealed interface TrainEvent {
    /** A run goes on from a checkpoint. */
    record Resumed(Path checkpoint, long epoch, int batch) implements TrainEvent {}

    /** Frames go through the frozen backbones once. */
    record Caching(int done, int of) implements TrainEvent {}

    /**
     * How far a run is.
     *
     * @param epoch the epoch going on, from 0
     * @param epochs how many there will be at most
     * @param step steps of this epoch that are done
     * @param steps steps an epoch
     */
    record Progress(long epoch, int epochs, int step, int steps) {
        /** Steps left to the run's end. */
        public long left() {
            return (epochs - epoch) * steps - step;
        }
    }

    /** One step is done. */
    record Stepped(Progress progress, double loss, double seconds) implements TrainEvent {}

    /**
     * An epoch is done and judged.
     *
     * @param trainLoss mean over the epoch's steps
     * @param validLoss what the best epoch is chosen by
     * @param figures other validation figures, named in the CSV log's header
     * @param best whether this is the best so far
     */
    record EpochDone(long epoch, double trainLoss, double validLoss, List<Double> figures, boolean best)
            implements TrainEvent {
        public EpochDone {
            figures = List.copyOf(figures);
        }
    }

    /** The finished network is judged on so many validation pictures. */
    record EvaluationOptions(int pictures) implements TrainEvent {}

    /** The best model stands on disk. */
    record Written(Path model) implements TrainEvent {}
}
