package io.jndencode.train.network;

import io.jndencode.nn.Parameter;
import io.jndencode.nn.Storage;

/** How a finished model's file stores its weights; it always computes in single precision. */
public enum WeightPrecision {
    /** All weights as trained. */
    FLOAT32 {
        @Override
        Storage storage(Parameter parameter) {
            return Storage.FLOAT32;
        }
    },
    /**
     * Convolution kernels in half precision; dense kernels, three quarters of MJ-LAT's weights, in eight bits with one
     * scale per output. Vectors are unchanged: variances of unscaled latents exceed the range of half precision.
     */
    COMPACT {
        private static final int DENSE = 2;

        @Override
        Storage storage(Parameter parameter) {
            int rank = parameter.shape().rank();
            if (rank < DENSE) {
                return Storage.FLOAT32;
            }
            return rank == DENSE ? Storage.INT8 : Storage.FLOAT16;
        }
    };

    abstract Storage storage(Parameter parameter);
}
