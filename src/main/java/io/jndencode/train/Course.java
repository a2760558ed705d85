package io.jndencode.train;

import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;

/** One way to train a network that predicts levels: behind frozen backbones, or from the frame on. */
sealed interface Course extends AutoCloseable permits FrozenCourse, EndToEndCourse {
    /** What the trainer runs. */
    Trainer.Job job();

    /** Weights of the network that training does not touch. */
    Map<String, float[]> frozen();

    /** Scores on the training part with trained weights, where they are cheap. */
    Optional<ShotScores> onTraining(Map<String, FloatBuffer> trained);

    @Override
    void close();
}
