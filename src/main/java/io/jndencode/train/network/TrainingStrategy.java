package io.jndencode.train.network;

import io.jndencode.train.Trainer;
import io.jndencode.train.evaluate.ShotScores;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;

/** A training strategy: the head alone behind frozen backbones, or the whole network end to end. */
sealed interface TrainingStrategy extends AutoCloseable permits FrozenBackboneTraining, EndToEndTraining {
    /** Returns the job for the trainer. */
    Trainer.Job job();

    /** Returns the weights of the network that training does not change. */
    Map<String, float[]> frozen();

    /** Returns the scores on the training part with trained weights, if they are cheap to compute. */
    Optional<ShotScores> onTraining(Map<String, FloatBuffer> trained);

    @Override
    void close();
}
