package io.jndencode.quality;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;

/** What {@link JndRule} looks at: figures of an encode and of what was encoded, on scales on which QP is nearly linear. */
public enum RuleFeature {
    /** XPSNR in dB, at most 60. */
    XPSNR((point, content) -> Math.min(60, point.xpsnr())),
    /** PSNR in dB, at most 60. */
    PSNR((point, content) -> Math.min(60, point.psnr())),
    /** SSIM lost, in halvings. */
    SSIM((point, content) -> halvings(1 - point.ssim())),
    /** Visible detail lost, in halvings. */
    DETAIL((point, content) -> halvings(1 - point.detail())),
    /** Visual information lost at the finest scale, in halvings. */
    INFORMATION0((point, content) -> halvings(1 - point.information().get(0))),
    /** The same at half the size. */
    INFORMATION1((point, content) -> halvings(1 - point.information().get(1))),
    /** The same at an eighth of the size. */
    INFORMATION3((point, content) -> halvings(1 - point.information().get(3))),
    /** Bits a pixel, in doublings. */
    BITS((point, content) -> log2(Math.max(1e-5, point.bitsPerPixel(content)))),
    /** Mean luma, 0 to 1. */
    LUMA((point, content) -> content.luma() / 255),
    /** Fine texture, in doublings. */
    TEXTURE((point, content) -> log2(content.texture() + 0.2)),
    /** Motion, in e-foldings above 1. */
    MOTION((point, content) -> Math.log1p(content.motion())),
    /** Rows of the picture, in doublings. */
    ROWS((point, content) -> log2(content.height()));

    private static final double SMALLEST_LOSS = 2e-4;

    private final ToDoubleBiFunction<CurvePoint, ShotContent> value;

    RuleFeature(ToDoubleBiFunction<CurvePoint, ShotContent> value) {
        this.value = value;
    }

    /** Its value for an encode of a shot. */
    public double of(CurvePoint point, ShotContent content) {
        return value.applyAsDouble(point, content);
    }

    private static double halvings(double loss) {
        return -log2(Math.max(SMALLEST_LOSS, loss));
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    /** The name in the rule's file. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
