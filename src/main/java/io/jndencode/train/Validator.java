package io.jndencode.train;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** Judges weights between epochs. */
public interface Validator extends AutoCloseable {
    /** Names of the figures beside the loss, for the log. */
    List<String> columns();

    ValidationResult evaluate(Map<String, FloatBuffer> weights);

    @Override
    void close();

    /**
     * What came out.
     *
     * @param loss what the best epoch is chosen by; lower is better
     * @param figures as many as there are columns
     */
    record ValidationResult(double loss, List<Double> figures) {
        public ValidationResult {
            figures = List.copyOf(figures);
        }
    }
}
