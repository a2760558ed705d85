package io.jndencode.nn.onnx;

import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A large tensor cut along its first axis into tiles of equal size: small enough that a few fit in the caches, and
 * large enough for several cores to share one.
 *
 * @param count number of tiles
 * @param tile the shape of each
 */
public record Tiles(long count, Shape tile) {
    /** Tensors with fewer elements stay whole, because they fit in the cache or nearly do. */
    public static final long LARGE = 1L << 20;

    private static final long MOST = 1L << 18;

    /** Returns the largest tiles that are small enough; none if the tensor is not large or cannot be cut evenly. */
    public static Optional<Tiles> of(Shape whole) {
        if (whole.elements() < LARGE) {
            return Optional.empty();
        }
        long rows = whole.dims().get(0);
        long fit = Math.min(rows, MOST / whole.product(1));
        return LongStream.iterate(fit, r -> r > MOST / whole.product(1) / 8, r -> r - 1)
                .filter(r -> rows % r == 0)
                .mapToObj(r -> new Tiles(rows / r, whole.with(0, r)))
                .findFirst();
    }

    /**
     * Returns the shape of all tiles together: their count, then a tile's own shape; the same elements in the same
     * order.
     */
    public Shape shape() {
        return Shape.of(LongStream.concat(LongStream.of(count), LongStream.of(tile.toArray()))
                .toArray());
    }
}
