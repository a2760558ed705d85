package io.jndencode.train;

import io.jndencode.JndException;
import io.jndencode.nn.TrainingGraph;
import io.jndencode.train.plot.LearningCurve;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Runs the epochs of a training: steps, validation, the best weights, the log, checkpoints.
 *
 * <p>A run that was killed resumes from its last checkpoint and ends with the weights it would have had. Interrupting
 * the thread writes a checkpoint and ends with {@link JndException.Interrupted}.
 */
public final class Trainer {
    private static final String AVERAGE = "average/";

    private final Job job;
    private final TrainOptions options;
    private final Consumer<TrainEvent> listener;
    private final Path last;
    private final Path best;
    private final Path log;
    private final PolyakAverage average;
    private long lastWritten = System.nanoTime();

    /**
     * What to train.
     *
     * @param name name in the files: {@code logs-NAME.csv}, {@code NAME-last.ckpt}, {@code NAME-best.ckpt}
     * @param graph the training step
     * @param initial weights to start from
     * @param batches training data
     * @param validator validates every epoch
     */
    public record Job(
            String name, TrainingGraph graph, Map<String, float[]> initial, BatchSource batches, Validator validator) {}

    public Trainer(Job job, TrainOptions options, Consumer<TrainEvent> listener) {
        this.job = job;
        this.options = options;
        this.listener = listener;
        TrainOptions.Output output = options.output();
        this.last = output.checkpoints().resolve(job.name() + "-last.ckpt");
        this.best = output.checkpoints().resolve(job.name() + "-best.ckpt");
        this.log = output.logs().resolve("logs-" + job.name() + ".csv");
        this.average = new PolyakAverage(options.regularisation().averaging());
    }

    /** Trains to the end and returns the best epoch's weights. */
    public Checkpoint run() {
        TrainOptions.Schedule schedule = options.schedule();
        TrainOptions.Output output = options.output();
        try (TrainingSession session =
                new TrainingSession(job.graph(), job.initial(), schedule.micro(), options.threads())) {
            for (Path folder : List.of(output.checkpoints(), output.models(), output.logs())) {
                Files.createDirectories(folder);
            }
            boolean resumed = Files.exists(last);
            RunPosition position = resumed ? resume(session) : start();
            if (!resumed) {
                // From here on a killed run always has a checkpoint to resume from.
                save(session, position);
            }
            if (schedule.epochs() == 0) {
                write(best, position, session.weights());
            }
            CsvLog table =
                    CsvLog.open(log, columns(), resumed ? OptionalLong.of(position.epoch()) : OptionalLong.empty());
            while (position.epoch() < schedule.epochs() && !outOfPatience(position)) {
                position = epoch(session, position, table);
            }
            save(session, position);
        } catch (ClosedByInterruptException e) {
            throw new JndException.Interrupted("Training stopped; the same command goes on from " + last + ".");
        } catch (IOException e) {
            throw new JndException.Model(
                    "The training cannot write to %s or %s.".formatted(output.logs(), output.checkpoints()), e);
        }
        return Checkpoint.read(best);
    }

    /**
     * Trains to the end and returns the last epoch's weights (their running mean, if there is one): for trainings whose length was fixed
     * beforehand, not chosen by what they are judged on.
     */
    public Map<String, float[]> runToEnd() {
        if (!done()) {
            run();
        }
        Map<String, float[]> weights = new LinkedHashMap<>();
        Checkpoint.read(last).tensors().forEach((name, values) -> {
            if (name.startsWith(AVERAGE) == averaging()) {
                weights.put(averaging() ? name.substring(AVERAGE.length()) : name, values);
            }
        });
        return weights;
    }

    /** Whether an earlier run came to the end, so that nothing has to be opened to go on. */
    private boolean done() {
        if (!Files.exists(last)) {
            return false;
        }
        RunPosition found = Checkpoint.read(last).position();
        RunPosition start = start();
        return found.seed() == start.seed()
                && found.batchSize() == start.batchSize()
                && found.epoch() >= options.schedule().epochs();
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("epoch", "step", "lr", "loss", "val_loss"));
        columns.addAll(job.validator().columns());
        return columns;
    }

    private boolean outOfPatience(RunPosition position) {
        int patience = options.schedule().patience();
        return patience > 0 && position.bestEpoch() >= 0 && position.epoch() - 1 - position.bestEpoch() >= patience;
    }

    private RunPosition start() {
        return RunPosition.start(options.sampling().seed(), options.schedule().batch());
    }

    private RunPosition resume(TrainingSession session) {
        RunPosition start = start();
        Checkpoint checkpoint = Checkpoint.read(last);
        RunPosition found = checkpoint.position();
        if (found.seed() != start.seed() || found.batchSize() != start.batchSize()) {
            throw new JndException.Model(
                    "%s is of a run with seed %d and batches of %d, this one has %d and %d; delete it or give those."
                            .formatted(last, found.seed(), found.batchSize(), start.seed(), start.batchSize()));
        }
        session.restore(checkpoint.tensors());
        average.restore(checkpoint.tensors(), AVERAGE);
        listener.accept(new TrainEvent.Resumed(last, found.epoch(), found.batch()));
        return found;
    }

    /** Returns the number of steps per epoch. */
    private int steps() {
        int parts = options.schedule().parts();
        return (job.batches().batches() + parts - 1) / parts;
    }

    private RunPosition epoch(TrainingSession session, RunPosition from, CsvLog table) throws IOException {
        RunPosition position = from;
        int steps = steps();
        int epochs = options.schedule().epochs();
        while (position.batch() < steps) {
            long begun = System.nanoTime();
            double loss = step(session, position, rate(position.step()));
            position = position.stepped(loss);
            listener.accept(new TrainEvent.Stepped(
                    new TrainEvent.Progress(position.epoch(), epochs, position.batch(), steps),
                    loss,
                    (System.nanoTime() - begun) / 1e9));
            // Cleared, because an interrupted thread cannot write files.
            if (Thread.interrupted()) {
                save(session, position);
                Thread.currentThread().interrupt();
                throw new JndException.Interrupted("Training stopped; the same command goes on from " + last + ".");
            }
            if ((System.nanoTime() - lastWritten) / 1e9 > options.output().seconds()) {
                save(session, position);
            }
        }
        return evaluated(session, position, table);
    }

    private double rate(long step) {
        return options.schedule()
                .rate()
                .at(step, (long) steps() * options.schedule().epochs());
    }

    private double step(TrainingSession session, RunPosition position, double rate) {
        int parts = options.schedule().parts();
        double loss = 0;
        for (int part = 0; part < parts; part++) {
            job.batches().fill(position.epoch(), position.batch() * parts + part, session);
            loss += session.step(new TrainingSession.Step(
                            position.step() + 1, rate, options.regularisation().decay(), part, parts))
                    / parts;
        }
        if (!Double.isFinite(loss)) {
            throw diverged("The loss became %s".formatted(loss), position);
        }
        if (averaging()) {
            average.add(session.weights(), position.step() + 1);
        }
        return loss;
    }

    private JndException diverged(String what, RunPosition position) {
        return new JndException.Model(
                "%s in epoch %d, step %d: the training diverged. Train with a smaller --learning-rate than %.3g; the last good state is kept in %s."
                        .formatted(
                                what,
                                position.epoch() + 1,
                                position.step(),
                                options.schedule().rate().base(),
                                last));
    }

    private RunPosition evaluated(TrainingSession session, RunPosition position, CsvLog table) throws IOException {
        Map<String, FloatBuffer> weights = averaging() ? average.values() : session.weights();
        Validator.ValidationResult result = job.validator().evaluate(weights);
        if (!Double.isFinite(result.loss())) {
            throw diverged("The validation loss became %s".formatted(result.loss()), position);
        }
        double trainLoss = position.lossSum() / Math.max(1, position.batch());
        RunPosition next = position.nextEpoch(result.loss());
        boolean better = next.bestEpoch() == position.epoch();
        if (better) {
            write(best, next, weights);
        }
        table.line(position, rate(position.step() - 1), trainLoss, result);
        LearningCurve.draw(log);
        listener.accept(new TrainEvent.EpochDone(position.epoch(), trainLoss, result.loss(), result.figures(), better));
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
        write(last, position, tensors);
        lastWritten = System.nanoTime();
    }

    /** Checks the weights before writing: a ReLU can hide from the loss that weights have become NaN. */
    private void write(Path file, RunPosition position, Map<String, FloatBuffer> tensors) throws IOException {
        for (Map.Entry<String, FloatBuffer> tensor : tensors.entrySet()) {
            FloatBuffer values = tensor.getValue();
            for (int i = 0; i < values.capacity(); i++) {
                if (!Float.isFinite(values.get(i))) {
                    throw diverged("%s became %s".formatted(tensor.getKey(), values.get(i)), position);
                }
            }
        }
        Checkpoint.write(file, position, tensors);
    }
}
