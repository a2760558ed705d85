package io.jndencode.nn;

import io.jndencode.nn.onnx.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;

/** How a parameter is initialised. */
public sealed interface Initial {
    /** Returns the starting values, rows outermost; the same seed gives the same values. */
    float[] values(Shape shape, long seed);

    /** Returns the interval of the values, for programs that draw their own. */
    Interval interval();

    /** The same value for all elements. */
    record Constant(double value) implements Initial {
        @Override
        public float[] values(Shape shape, long seed) {
            float[] filled = new float[Math.toIntExact(shape.elements())];
            Arrays.fill(filled, (float) value);
            return filled;
        }

        @Override
        public Interval interval() {
            return Interval.only(value);
        }
    }

    /** Uniform in ±sqrt(6 / (fanIn + fanOut)): Glorot and Bengio 2010, Keras's default for kernels. */
    record GlorotUniform(long fanIn, long fanOut) implements Initial {
        @Override
        public float[] values(Shape shape, long seed) {
            double limit = limit();
            SplittableRandom random = new SplittableRandom(seed);
            float[] drawn = new float[Math.toIntExact(shape.elements())];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = (float) ((2 * random.nextDouble() - 1) * limit);
            }
            return drawn;
        }

        @Override
        public Interval interval() {
            return new Interval(-limit(), limit());
        }

        private double limit() {
            return Math.sqrt(6.0 / (fanIn + fanOut));
        }
    }

    Initial ZEROS = new Constant(0);
    Initial ONES = new Constant(1);
}
