package io.jndencode.nn;

import io.jndencode.nn.onnx.Attribute;
import io.jndencode.nn.onnx.Emitter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transposed convolution of stride s as a plain one of stride 1 with s² times the filters, whose results are laid
 * side by side (DepthToSpace): faster than the runtime's ConvTranspose although it multiplies some zeros.
 *
 * <p>Row {@code s·i + a} of the large picture is the sum over {@code d} of row {@code i + d} of the small one times
 * kernel row {@code a + top - s·d}. If the large picture is not a multiple of the stride the last rows and columns are
 * cut off.
 */
record Subpixel(Correlation of) {
    String toLarge(Emitter e, String small, String kernel, @Nullable String bias) {
        ConvGeometry g = of.geometry();
        Axis vertical = new Axis(g.rows(), g.stride(), g.top());
        Axis horizontal = new Axis(g.columns(), g.stride(), g.left());
        int blockRows = -Math.floorDiv(-of.rows(), g.stride());
        int blockColumns = -Math.floorDiv(-of.columns(), g.stride());
        ConvGeometry plain = new ConvGeometry(
                vertical.span(),
                horizontal.span(),
                1,
                -vertical.first(),
                -horizontal.first(),
                vertical.last() + blockRows - of.smallRows(),
                horizontal.last() + blockColumns - of.smallColumns());
        int phases = g.stride() * g.stride();
        Correlation conv =
                new Correlation(plain, of.filters(), of.channels() * phases, of.smallRows(), of.smallColumns());
        String phased = conv.toSmall(
                e,
                small,
                phasedKernel(e, kernel, vertical, horizontal),
                bias == null ? null : repeated(e, bias, phases));
        if (g.stride() == 1) {
            return phased;
        }
        String whole = e.op(
                "DepthToSpace",
                List.of(phased),
                Attribute.integer("blocksize", g.stride()),
                Attribute.text("mode", "CRD"));
        boolean exact = blockRows * g.stride() == of.rows() && blockColumns * g.stride() == of.columns();
        return exact
                ? whole
                : e.slice(
                        whole, new long[] {0, 0}, new long[] {of.rows(), of.columns()}, new long[] {2, 3}, new long[] {
                            1, 1
                        });
    }

    /** Rearranges (O, C, k, k) to (C·s·s, O, span, span): padded with zeros, split by phase, flipped. */
    private String phasedKernel(Emitter e, String kernel, Axis vertical, Axis horizontal) {
        long o = of.filters();
        long c = of.channels();
        long s = of.geometry().stride();
        String padded = kernel;
        if (vertical.before() + vertical.after() + horizontal.before() + horizontal.after() > 0) {
            padded = e.op(
                    "Pad",
                    List.of(
                            kernel,
                            e.integers(
                                    0,
                                    0,
                                    vertical.before(),
                                    horizontal.before(),
                                    0,
                                    0,
                                    vertical.after(),
                                    horizontal.after())));
        }
        String split = e.reshape(padded, o, c, vertical.span(), s, horizontal.span(), s);
        String flipped = e.slice(
                split, new long[] {-1, -1}, new long[] {Long.MIN_VALUE, Long.MIN_VALUE}, new long[] {2, 4}, new long[] {
                    -1, -1
                });
        return e.reshape(e.transpose(flipped, 1, 3, 5, 0, 2, 4), c * s * s, o, vertical.span(), horizontal.span());
    }

    private String repeated(Emitter e, String bias, int phases) {
        if (phases == 1) {
            return bias;
        }
        String column = e.reshape(bias, of.channels(), 1);
        return e.reshape(e.op("Expand", List.of(column, e.integers(of.channels(), phases))), -1);
    }

    /** One direction: the neighbours {@code d = first..last} of the small picture on which a large row depends. */
    private record Axis(int kernel, int stride, int padding) {
        int first() {
            return -Math.floorDiv(kernel - 1 - padding, stride);
        }

        int last() {
            return Math.floorDiv(stride - 1 + padding, stride);
        }

        int span() {
            return last() - first() + 1;
        }

        /** Returns the zeros before the kernel that make it divisible into phases. */
        int before() {
            return stride * last() - padding;
        }

        int after() {
            return stride * span() - kernel - before();
        }
    }
}
