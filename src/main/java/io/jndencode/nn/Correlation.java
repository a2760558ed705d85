package io.jndencode.nn;

import io.jndencode.nn.onnx.ElementType;
import io.jndencode.nn.onnx.Emitter;
import io.jndencode.nn.onnx.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The three linear maps of a convolution, in the forms measured fastest on ONNX Runtime's CPU kernels.
 *
 * <p>"Large" is the picture the kernel moves over (N, C, rows, columns), "small" the result (N, O, ...), the kernel is
 * (O, C, rows, columns). A transposed convolution is the map from small to large.
 *
 * @param geometry the kernel's geometry
 * @param channels C
 * @param filters O
 * @param rows rows of the large picture
 * @param columns columns of the large picture
 */
record Correlation(ConvGeometry geometry, int channels, int filters, int rows, int columns) {
    /** Up to this many channels times kernel cells, one product over all cells is faster than one per cell. */
    private static final int UNFOLD_LIMIT = 160;

    int smallRows() {
        return geometry.outRows(rows);
    }

    int smallColumns() {
        return geometry.outColumns(columns);
    }

    /** Writes small = kernel over large (+ bias). */
    String toSmall(Emitter e, String large, String kernel, @Nullable String bias) {
        if (e.type() == ElementType.DOUBLE) {
            return toSmallByCells(e, large, kernel, bias);
        }
        List<String> inputs = bias == null ? List.of(large, kernel) : List.of(large, kernel, bias);
        return e.op("Conv", inputs, geometry.kernelShape(), geometry.strides(), geometry.pads());
    }

    /**
     * Writes large = transposed kernel over small (+ bias); also the gradient of {@link #toSmall} with respect to
     * large.
     */
    String toLarge(Emitter e, String small, String kernel, @Nullable String bias) {
        return new Subpixel(this).toLarge(e, small, kernel, bias);
    }

    /** Writes the gradient with respect to the kernel, from large and (the gradient of) small. */
    String kernelGradient(Emitter e, String large, String small) {
        List<String> cells = cells(e, large);
        String smallRowsFirst = e.reshape(e.transpose(small, 1, 0, 2, 3), filters, -1);
        String all;
        if (unfolds()) {
            all = e.op("MatMul", List.of(smallRowsFirst, cells.size() == 1 ? cells.get(0) : e.concat(1, cells)));
        } else {
            List<String> products = cells.stream()
                    .map(cell -> e.op("MatMul", List.of(smallRowsFirst, cell)))
                    .toList();
            all = products.size() == 1 ? products.get(0) : e.concat(1, products);
        }
        return e.transpose(e.reshape(all, filters, geometry.rows(), geometry.columns(), channels), 0, 3, 1, 2);
    }

    /**
     * Writes, for each kernel cell, the sum of small over the places where the cell lies on the picture and not on the
     * zeros around it: (O, kernel rows, kernel columns). Equals {@link #kernelGradient} for a large picture of ones, in
     * every channel.
     */
    String coveredSums(Emitter e, String small) {
        String down = inside(e, geometry.rows(), geometry.top(), rows, smallRows());
        String across = inside(e, geometry.columns(), geometry.left(), columns, smallColumns());
        String sums = e.op("MatMul", List.of(e.reduceSum(small, false, 0), e.transpose(across, 1, 0)));
        return e.op("MatMul", List.of(down, sums));
    }

    /** Returns (cells, places) of one direction: 1 if a cell of the kernel lies on the picture, else 0. */
    private String inside(Emitter e, int cells, int before, int size, int places) {
        float[] ones = new float[cells * places];
        for (int cell = 0; cell < cells; cell++) {
            for (int place = 0; place < places; place++) {
                int at = geometry.stride() * place + cell - before;
                ones[cell * places + place] = at >= 0 && at < size ? 1 : 0;
            }
        }
        return e.reals(Shape.of(cells, places), ones);
    }

    /** Returns whether the kernel's gradient is one product over all cells. */
    boolean unfolds() {
        return (long) channels * geometry.rows() * geometry.columns() <= UNFOLD_LIMIT;
    }

    /**
     * Returns, for each kernel cell, the part of the large picture it covers: (samples·small rows·small columns, C).
     */
    private List<String> cells(Emitter e, String large) {
        ConvGeometry g = geometry;
        String picture = e.transpose(large, 0, 2, 3, 1);
        if (g.top() + g.left() + g.bottom() + g.right() > 0) {
            picture = e.op("Pad", List.of(picture, e.integers(0, g.top(), g.left(), 0, 0, g.bottom(), g.right(), 0)));
        }
        long reachRows = (long) g.stride() * (smallRows() - 1) + 1;
        long reachColumns = (long) g.stride() * (smallColumns() - 1) + 1;
        List<String> cells = new ArrayList<>();
        for (long y = 0; y < g.rows(); y++) {
            for (long x = 0; x < g.columns(); x++) {
                String seen = e.slice(
                        picture,
                        new long[] {y, x},
                        new long[] {y + reachRows, x + reachColumns},
                        new long[] {1, 2},
                        new long[] {g.stride(), g.stride()});
                cells.add(e.reshape(seen, -1, channels));
            }
        }
        return cells;
    }

    /** Does the same for doubles, which the runtime's Conv does not support. */
    private String toSmallByCells(Emitter e, String large, String kernel, @Nullable String bias) {
        long area = (long) geometry.rows() * geometry.columns();
        String unfolded = e.concat(1, cells(e, large));
        String matrix = e.reshape(e.transpose(kernel, 2, 3, 1, 0), area * channels, filters);
        String rowsOfFilters = e.op("MatMul", List.of(unfolded, matrix));
        String small = bias == null ? rowsOfFilters : e.add(rowsOfFilters, bias);
        return e.transpose(e.reshape(small, -1, smallRows(), smallColumns(), filters), 0, 3, 1, 2);
    }
}
