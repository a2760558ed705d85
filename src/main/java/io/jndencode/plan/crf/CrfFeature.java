package io.jndencode.plan.crf;

import com.fasterxml.jackson.annotation.JsonValue;
import io.jndencode.math.Doublings;
import java.util.Locale;

/** Inputs of {@link CrfMapping} and {@link EncoderMapping}, on scales on which the CRF is nearly linear. */
public enum CrfFeature {
    /** The constant QP. */
    QP,
    /**
     * Number of frames of the shot (at most as many as were measured), as a base-2 logarithm: the more, the more a
     * macroblock tree has to share out.
     */
    FRAMES,
    /** Pixels of the picture, as a base-2 logarithm. */
    PIXELS,
    /** Texture within blocks of the small picture: what adaptive quantisation depends on. */
    TEXTURE,
    /** Mean luma, 0 to 1. */
    LUMA,
    /** Change from frame to frame, as a base-2 logarithm. */
    CHANGE,
    /** The part of the change that motion compensation leaves, as a base-2 logarithm. */
    RESIDUAL,
    /** Share of the pictures that motion compensation explains. */
    EXPLAINED,
    /** How much of the shot depends on a block, as a base-2 logarithm: what a macroblock tree depends on. */
    REUSE,
    /**
     * What motion compensation leaves relative to the texture in a block, as a base-2 logarithm: new content in a
     * frame, noise included.
     */
    NOVELTY;

    private static final long MOST_FRAMES = 250;

    /** Grey levels added to differences; anything below is noise. */
    private static final double NOISE = 0.25;

    /** Returns the value for a shot that should look as if encoded at a constant QP. */
    public double of(int qp, CrfScene scene) {
        return switch (this) {
            case QP -> qp;
            case FRAMES -> Doublings.of((double) Math.min(MOST_FRAMES, scene.frames()));
            case PIXELS -> Doublings.of((double) scene.pixels());
            case TEXTURE -> scene.traits().texture();
            case LUMA -> scene.traits().luma() / 255;
            case CHANGE -> Doublings.of(scene.traits().change() + NOISE);
            case RESIDUAL -> Doublings.of(scene.traits().residual() + NOISE);
            case EXPLAINED -> scene.traits().explained();
            case REUSE -> scene.traits().reuse();
            case NOVELTY ->
                Doublings.of((scene.traits().residual() + NOISE)
                        / Math.max(1, scene.traits().texture()));
        };
    }

    /** Returns the name used in the mapping's file. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
