package io.jndencode.quality.rule;

import com.fasterxml.jackson.annotation.JsonValue;
import io.jndencode.math.Doublings;
import io.jndencode.quality.CurvePoint;
import io.jndencode.quality.ShotContent;
import java.util.Locale;

/** The inputs of {@link MetricJndModel}: properties of an encode and of its source, on scales on which QP is nearly linear. */
public enum MetricFeature {
    /** XPSNR in dB, at most 60. */
    XPSNR,
    /** PSNR in dB, at most 60. */
    PSNR,
    /** Loss of SSIM, in halvings. */
    SSIM,
    /** Bits per pixel, in doublings. */
    BITS,
    /** The constant QP itself. */
    QP,
    /** Mean luma, 0 to 1. */
    LUMA,
    /** Fine texture, in doublings. */
    TEXTURE,
    /** Motion, in e-foldings above 1. */
    MOTION,
    /** Rows of the picture, in doublings. */
    ROWS;

    private static final double SMALLEST_LOSS = 2e-4;
    private static final double MOST_DECIBELS = 60;

    /** Returns the feature's value for an encode of a shot. */
    public double of(CurvePoint point, ShotContent content) {
        return switch (this) {
            case XPSNR -> Math.min(MOST_DECIBELS, point.xpsnr());
            case PSNR -> Math.min(MOST_DECIBELS, point.psnr());
            case SSIM -> halvings(1 - point.ssim());
            case BITS -> Doublings.of(Math.max(1e-5, point.bitsPerPixel(content)));
            case QP -> point.qp();
            case LUMA -> content.luma() / 255;
            case TEXTURE -> Doublings.of(content.texture() + 0.2);
            case MOTION -> Math.log1p(content.motion());
            case ROWS -> Doublings.of(content.height());
        };
    }

    private static double halvings(double loss) {
        return -Doublings.of(Math.max(SMALLEST_LOSS, loss));
    }

    /** Returns the name in the rule's file. */
    @JsonValue
    String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return spelling();
    }
}
