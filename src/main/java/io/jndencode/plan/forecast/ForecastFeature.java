package io.jndencode.plan.forecast;

import com.fasterxml.jackson.annotation.JsonValue;
import io.jndencode.math.Doublings;
import io.jndencode.media.CodingCost;
import io.jndencode.plan.crf.CrfFeature;
import java.util.Locale;

/** Inputs of {@link SizeModel}, on scales on which the logarithm of the size is nearly linear. */
public enum ForecastFeature {
    /** Bits per pixel and frame if every frame cost what the probe encodes cost, as a base-2 logarithm. */
    PROBED,
    /** Bits per pixel of the probe encodes' I frames, as a base-2 logarithm. */
    KEY,
    /** Bits per pixel of the probe encodes' P frames, as a base-2 logarithm. */
    PREDICTED,
    /** The constant QP, counted from that of the probe encodes. */
    QP,
    /** By how much the CRF is above the QP. */
    CRF,
    /** Number of frames for each key frame, as a base-2 logarithm. */
    FRAMES,
    /** Pixels of the picture, as a base-2 logarithm. */
    PIXELS,
    /** Texture within blocks of the small picture, as a base-2 logarithm. */
    TEXTURE,
    /** Change from frame to frame, as a base-2 logarithm. */
    CHANGE,
    /** The part of the change that motion compensation leaves, as a base-2 logarithm. */
    RESIDUAL,
    /** Share of the pictures that motion compensation explains. */
    EXPLAINED,
    /** How much of the shot depends on a block, as a base-2 logarithm. */
    REUSE;

    /** Bits per pixel added to the costs of frames: headers, and what is left of a frame that repeats the one before it. */
    private static final double LEAST_BITS = 1e-3;

    /** Returns whether the feature needs probe encodes. */
    boolean needsProbes() {
        return this == PROBED || this == KEY || this == PREDICTED;
    }

    /** Returns the value for a shot. */
    public double of(ForecastScene shot) {
        ForecastScene.Probes probes = shot.probes();
        if (needsProbes() && probes == null) {
            throw new IllegalArgumentException("no probe encodes to take " + this + " from");
        }
        double key = probes == null ? 0 : probes.keyBits();
        double predicted = probes == null ? 0 : probes.bits();
        double keyShare = (double) shot.keyFrames() / shot.scene().frames();
        return switch (this) {
            case PROBED -> Doublings.of(keyShare * key + (1 - keyShare) * predicted + LEAST_BITS);
            case KEY -> Doublings.of(key + LEAST_BITS);
            case PREDICTED -> Doublings.of(predicted + LEAST_BITS);
            case QP -> shot.qp() - CodingCost.QP;
            case CRF -> shot.crf() == null ? 0 : shot.crf() - shot.qp();
            case FRAMES -> -Doublings.of(keyShare);
            case PIXELS -> Doublings.of((double) shot.scene().pixels());
            case TEXTURE -> Doublings.of(Math.max(1, shot.scene().traits().texture()));
            case CHANGE -> CrfFeature.CHANGE.of(shot.qp(), shot.scene());
            case RESIDUAL -> CrfFeature.RESIDUAL.of(shot.qp(), shot.scene());
            case EXPLAINED -> shot.scene().traits().explained();
            case REUSE -> shot.scene().traits().reuse();
        };
    }

    /** Returns the name used in the parameters' file. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
