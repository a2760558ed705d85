package io.jndencode.train.network;

import io.jndencode.train.Trainer;
import io.jndencode.train.evaluate.ShotScores;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;

/** A training strategy: the head alone behind frozen backbones, or the whole network end to end. */
sealed interface TrainingStrategy extends AutoCloseable permits FrozenBackboneTraining, EndToEndTraining {
    /** What the trainer runs. */
    Trainer.Job job();

    /** Weights of the network that training does not touch. */
    Map<String, float[]> frozen();

    /** Scores on the training part with trained weights, where they are cheap. */
    Optional<ShotScores> onTraining(Map<String, FloatBuffer> trained);

    @Override
    void close();
}
