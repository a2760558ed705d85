package io.jndencode.nn.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The sizes of a tensor, outermost first (pictures are N, channels, rows, columns).
 *
 * @param dims the sizes; {@link #BATCH} is allowed in the first place only and stands for any number of samples
 */
public record Shape(List<Long> dims) {
    /** The size of an open batch. */
    public static final long BATCH = -1;

    public Shape {
        dims = List.copyOf(dims);
        for (int i = 0; i < dims.size(); i++) {
            long dim = dims.get(i);
            if (dim < 1 && !(i == 0 && dim == BATCH)) {
                throw new IllegalArgumentException("size " + i + " of shape " + dims + " is not positive");
            }
        }
    }

    /** Creates a shape of the given sizes, {@link #BATCH} included. */
    public static Shape of(long... dims) {
        return new Shape(LongStream.of(dims).boxed().toList());
    }

    /** Creates a shape of any number of samples, each of the given sizes. */
    public static Shape batchOf(long... sample) {
        return of(LongStream.concat(LongStream.of(BATCH), Arrays.stream(sample)).toArray());
    }

    public int rank() {
        return dims.size();
    }

    /** Returns the size of one axis as an int. */
    public int dim(int axis) {
        return Math.toIntExact(dims.get(axis));
    }

    /** Returns the number of elements of a shape without an open batch. */
    public long elements() {
        if (open()) {
            throw new IllegalArgumentException("shape " + this + " has an open batch");
        }
        return product(0);
    }

    /** Returns the number of elements of all axes from the given one on. */
    public long product(int fromAxis) {
        return dims.stream().skip(fromAxis).mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }

    public boolean open() {
        return !dims.isEmpty() && dims.get(0) == BATCH;
    }

    public long[] toArray() {
        return dims.stream().mapToLong(Long::longValue).toArray();
    }

    public Shape with(int axis, long size) {
        long[] changed = toArray();
        changed[axis] = size;
        return of(changed);
    }

    @Override
    public String toString() {
        return dims.stream().map(dim -> dim == BATCH ? "N" : Long.toString(dim)).collect(Collectors.joining("x"));
    }
}
