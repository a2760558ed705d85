package io.jndencode.train;

/**
 * The position of a training run: together with the weights and the optimizer's state, all a checkpoint needs.
 *
 * @param seed the run's seed: a checkpoint of another seed is refused
 * @param batchSize pictures per step: a checkpoint of another size is refused
 * @param epoch the current epoch, from 0
 * @param batch the next batch of it
 * @param step number of optimizer steps done
 * @param lossSum sum of the losses of the epoch's batches so far
 * @param bestLoss lowest validation loss so far; infinite before the first
 * @param bestEpoch epoch it was reached in; -1 before the first
 */
record RunPosition(
        long seed, int batchSize, long epoch, int batch, long step, double lossSum, double bestLoss, long bestEpoch) {
    static RunPosition start(long seed, int batchSize) {
        return new RunPosition(seed, batchSize, 0, 0, 0, 0, Double.POSITIVE_INFINITY, -1);
    }

    RunPosition stepped(double loss) {
        return new RunPosition(seed, batchSize, epoch, batch + 1, step + 1, lossSum + loss, bestLoss, bestEpoch);
    }

    RunPosition nextEpoch(double validLoss) {
        boolean better = validLoss < bestLoss;
        return new RunPosition(
                seed, batchSize, epoch + 1, 0, step, 0, better ? validLoss : bestLoss, better ? epoch : bestEpoch);
    }
}
