package io.jndencode.train;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** Validates weights between epochs. */
public interface Validator extends AutoCloseable {
    /** Validates nothing: for trainings whose length was fixed beforehand. */
    Validator NONE = new Validator() {
        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public ValidationResult evaluate(Map<String, FloatBuffer> weights) {
            return new ValidationResult(0, List.of());
        }

        @Override
        public void close() {
            // owns nothing
        }
    };

    /** Returns the names of the figures besides the loss, for the log. */
    List<String> columns();

    ValidationResult evaluate(Map<String, FloatBuffer> weights);

    @Override
    void close();

    /**
     * The result of a validation.
     *
     * @param loss the loss by which the best epoch is chosen; lower is better
     * @param figures as many as there are columns
     */
    record ValidationResult(double loss, List<Double> figures) {
        public ValidationResult {
            figures = List.copyOf(figures);
        }
    }
}
