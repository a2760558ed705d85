package io.jndencode.train;

import io.jndencode.JndException;
import io.jndencode.nn.TrainingGraph;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs the epochs of a training: steps, validation, the best weights, the log, checkpoints.
 *
 * <p>A run that was killed goes on from its last checkpoint and ends with the weights it would have had. Interrupting the
 * thread writes a checkpoint and ends with {@link JndException.Interrupted}.
 */
final class Trainer {
    private static final String AVERAGE = "average/";

    private final Job job;
    private final TrainOptions options;
    private final Consumer<TrainEvent> listener;
    private final Path last;
    private final Path best;
    private final WeightAverage average;
    private long lastWritten = System.nanoTime();

    /**
     * What to train.
     *
     * @param name of files: {@code logs-NAME.csv}, {@code NAME-last.ckpt}, {@code NAME-best.ckpt}
     * @param graph one step
     * @param initial weights to start from
     * @param batches training data
     * @param validator judges every epoch
     */
    record Job(
            String name, TrainingGraph graph, Map<String, float[]> initial, BatchSource batches, Validator validator) {}

    Trainer(Job job, TrainOptions options, Consumer<TrainEvent> listener) {
        this.job = job;
        this.options = options;
        this.listener = listener;
        this.last = options.checkpoints().resolve(job.name() + "-last.ckpt");
        this.best = options.checkpoints().resolve(job.name() + "-best.ckpt");
        this.average = new WeightAverage(options.regularisation().averaging());
    }

    /** Trains to the end and gives the best epoch's weights. */
    Checkpoint run() {
        try (TrainingSession session =
                new TrainingSession(job.graph(), job.initial(), options.batch(), options.threads())) {
            Files.createDirectories(options.checkpoints());
            Files.createDirectories(options.results());
            RunPosition position = resume(session);
            List<String> columns = new ArrayList<>(List.of("epoch", "step", "lr", "loss", "val_loss"));
            columns.addAll(job.validator().columns());
            CsvLog log = new CsvLog(options.results().resolve("logs-" + job.name() + ".csv"), columns);
            while (position.epoch() < options.epochs() && !outOfPatience(position)) {
                position = epoch(session, position, log);
            }
            save(session, position);
        } catch (IOException e) {
            throw new JndException.Model(
                    "The training cannot write to %s or %s.".formatted(options.results(), options.checkpoints()), e);
        }
        return Checkpoint.read(best);
    }

    private boolean outOfPatience(RunPosition position) {
        return options.patience() > 0
                && position.bestEpoch() >= 0
                && position.epoch() - 1 - position.bestEpoch() >= options.patience();
    }

    private RunPosition resume(TrainingSession session) {
        if (!Files.exists(last)) {
            return RunPosition.start(options.seed());
        }
        Checkpoint checkpoint = Checkpoint.read(last);
        if (checkpoint.position().seed() != options.seed()) {
            throw new JndException.Model("%s is of a run with seed %d, this one has %d; delete it or use that seed."
                    .formatted(last, checkpoint.position().seed(), options.seed()));
        }
        session.restore(checkpoint.tensors());
        average.restore(checkpoint.tensors(), AVERAGE);
        listener.accept(new TrainEvent.Resumed(
                last, checkpoint.position().epoch(), checkpoint.position().batch()));
        return checkpoint.position();
    }

    private RunPosition epoch(TrainingSession session, RunPosition from, CsvLog log) throws IOException {
        RunPosition position = from;
        int batches = job.batches().batches();
        double rate = 0;
        while (position.batch() < batches) {
            long begun = System.nanoTime();
            rate = options.rate().at(position.step(), (long) batches * options.epochs());
            double loss = step(session, position, rate);
            position = position.stepped(loss);
            listener.accept(new TrainEvent.Stepped(
                    position.epoch(), position.batch(), batches, loss, (System.nanoTime() - begun) / 1e9));
            // Cleared, because an interrupted thread cannot write files.
            if (Thread.interrupted()) {
                save(session, position);
                Thread.currentThread().interrupt();
                throw new JndException.Interrupted("Training stopped; the same command goes on from " + last + ".");
            }
            if ((System.nanoTime() - lastWritten) / 1e9 > options.checkpointSeconds()) {
                save(session, position);
            }
        }
        return judged(session, position, new Logged(log, rate));
    }

    private record Logged(CsvLog log, double rate) {}

    private double step(TrainingSession session, RunPosition position, double rate) {
        job.batches().fill(position.epoch(), position.batch(), session);
        double loss =
                session.step(position.step() + 1, rate, options.regularisation().decay());
        if (!Double.isFinite(loss)) {
            throw new JndException.Model(
                    "The loss became %s in epoch %d, step %d; train with a smaller --learning-rate than %.3g."
                            .formatted(
                                    loss,
                                    position.epoch(),
                                    position.step(),
                                    options.rate().base()));
        }
        if (averaging()) {
            average.add(session.weights(), position.step() + 1);
        }
        return loss;
    }

    private RunPosition judged(TrainingSession session, RunPosition position, Logged logged) throws IOException {
        Map<String, FloatBuffer> weights = averaging() ? average.values() : session.weights();
        Validator.Judgement judgement = job.validator().judge(weights);
        if (!Double.isFinite(judgement.loss())) {
            throw new JndException.Model(
                    "The validation loss became %s in epoch %d; train with a smaller --learning-rate."
                            .formatted(judgement.loss(), position.epoch()));
        }
        double trainLoss = position.lossSum() / Math.max(1, position.batch());
        RunPosition next = position.nextEpoch(judgement.loss());
        boolean better = next.bestEpoch() == position.epoch();
        if (better) {
            Checkpoint.write(best, next, weights);
        }
        double[] line = new double[4 + judgement.figures().size()];
        line[0] = position.step();
        line[1] = logged.rate();
        line[2] = trainLoss;
        line[3] = judgement.loss();
        for (int i = 4; i < line.length; i++) {
            line[i] = judgement.figures().get(i - 4);
        }
        logged.log().line(position.epoch(), line);
        listener.accept(
                new TrainEvent.EpochDone(position.epoch(), trainLoss, judgement.loss(), judgement.figures(), better));
        return next;
    }

    private boolean averaging() {
        return options.regularisation().averaging() > 0;
    }

    private void save(TrainingSession session, RunPosition position) throws IOException {
        Map<String, FloatBuffer> tensors = new LinkedHashMap<>(session.state());
        if (averaging()) {
            average.values().forEach((name, values) -> tensors.put(AVERAGE + name, values));
        }
        Checkpoint.write(last, position, tensors);
        lastWritten = System.nanoTime();
    }
}
