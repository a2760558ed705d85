package io.jndencode.train.network;

import io.jndencode.nn.Parameter;
import io.jndencode.nn.Storage;

/** How a finished model's file stores its weights. It computes in single precision, but for encoders in eight bits. */
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
    },
    /** As {@link #COMPACT}, and the encoders compute in eight bits ({@link Calibration}), for which their weights are needed as trained. */
    INT8 {
        @Override
        Storage storage(Parameter parameter) {
            return parameter.name().matches(ENCODER) ? Storage.FLOAT32 : COMPACT.storage(parameter);
        }
    };

    private static final String ENCODER = "(jnd\\d\\.)?enc\\d\\.(kernel|bias)";

    abstract Storage storage(Parameter parameter);
}
