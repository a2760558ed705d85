package io.jndencode.media.encoder;

/** How an encoder chooses the quantisers of a segment. */
public sealed interface Rate {
    /**
     * A constant quantiser.
     *
     * @param qp of P frames, 1 to 51 at every bit depth; x264 codes I frames 3 finer and B frames 2 coarser
     */
    record ConstantQp(int qp) implements Rate {
        public ConstantQp {
            if (qp < 1 || qp > 51) { // 0 would switch to lossless coding, another H.264 profile
                throw new IllegalArgumentException("a constant QP is 1 to 51, not " + qp);
            }
        }
    }

    /**
     * A constant rate factor, on the scale of the encoder that takes it.
     *
     * @param crf above 0; not a QP
     */
    record Crf(double crf) implements Rate {
        public Crf {
            if (!(crf > 0)) {
                throw new IllegalArgumentException("a CRF is above 0, not " + crf);
            }
        }
    }
}
