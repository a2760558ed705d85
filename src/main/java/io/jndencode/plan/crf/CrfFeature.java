package io.jndencode.plan.crf;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What {@link CrfMapping} and {@link EncoderMapping} look at, on scales on which the CRF is nearly linear. */
public enum CrfFeature {
    /** The constant QP. */
    QP,
    /** Frames of the shot, at most as many as were measured, in doublings: the more, the more a macroblock tree has to share out. */
    FRAMES,
    /** Pixels of the picture, in doublings. */
    PIXELS,
    /** How much there is within blocks of the small picture: what adaptive quantisation goes by. */
    TEXTURE,
    /** Mean luma, 0 to 1. */
    LUMA,
    /** Change from frame to frame, in doublings. */
    CHANGE,
    /** What of it motion compensation leaves, in doublings. */
    RESIDUAL,
    /** Share of the pictures that motion compensation explains. */
    EXPLAINED,
    /** How much of the shot rests on a block, in doublings: what a macroblock tree goes by. */
    REUSE,
    /** What motion compensation leaves beside how much there is in a block, in doublings: what is new in a frame, noise too. */
    NOVELTY;

    private static final long MOST_FRAMES = 250;

    /** Grey levels added to differences: below it is noise. */
    private static final double NOISE = 0.25;

    /** Its value for a shot that is to look as at a constant QP. */
    public double of(int qp, CrfScene scene) {
        return switch (this) {
            case QP -> qp;
            case FRAMES -> log2((double) Math.min(MOST_FRAMES, scene.frames()));
            case PIXELS -> log2((double) scene.pixels());
            case TEXTURE -> scene.traits().texture();
            case LUMA -> scene.traits().luma() / 255;
            case CHANGE -> log2(scene.traits().change() + NOISE);
            case RESIDUAL -> log2(scene.traits().residual() + NOISE);
            case EXPLAINED -> scene.traits().explained();
            case REUSE -> scene.traits().reuse();
            case NOVELTY ->
                log2((scene.traits().residual() + NOISE)
                        / Math.max(1, scene.traits().texture()));
        };
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    /** The name in the mapping's file. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
