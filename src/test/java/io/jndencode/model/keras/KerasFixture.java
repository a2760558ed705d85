package io.jndencode.model.keras;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Weight files as Keras writes them, for each of the networks at any size: the same layers, order and numbers as
 * src/test/python/keras_golden.py, which evaluates them directly.
 */
final class KerasFixture {
    private static final int[][] ENCODER = {{3, 128}, {128, 128}, {128, 128}, {128, 192}};
    private static final int[][] DECODER = {{192, 128}, {128, 128}, {128, 128}, {128, 3}};
    private static final String UP = "conv2d_transpose";

    /** A layer to write: tensors by Keras's names. */
    record Layer(String name, Map<String, Tensor> tensors) {}

    /** A tensor to write: numbers in [offset, offset + scale) that depend on layer and role. */
    @SuppressWarnings("ArrayRecordComponent") // read only
    record Tensor(int seed, int[] shape, double scale, double offset) {
        float[] values() {
            int count = 1;
            for (int size : shape) {
                count *= size;
            }
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) (uniform(seed, i) * scale + offset);
            }
            return values;
        }
    }

    private final List<Layer> layers = new ArrayList<>();

    /** In [0, 1): murmur3's finaliser over a counter. */
    static double uniform(int seed, int i) {
        int x = i * 0x9E3779B1 + seed * 0x61C88647;
        x ^= x >>> 16;
        x *= 0x85EBCA6B;
        x ^= x >>> 13;
        x *= 0xC2B2AE35;
        x ^= x >>> 16;
        return (x >>> 8) / (double) (1 << 24);
    }

    /** The picture all are judged on, BGR 0..255, channels first. */
    static float[] picture(int rows, int columns) {
        float[] planes = new float[3 * rows * columns];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                for (int c = 0; c < 3; c++) {
                    int noise = (int) (uniform(7, (y * columns + x) * 3 + c) * 64);
                    planes[(c * rows + y) * columns + x] = (3 * x + 5 * y + 40 * c + noise) % 256;
                }
            }
        }
        return planes;
    }

    List<Layer> layers() {
        return layers;
    }

    static KerasFixture recon() {
        KerasFixture net = new KerasFixture();
        net.branches(1, true, UP);
        return net;
    }

    /** LAT (branches 1), E2E-LAT (with the name of its last decoder layer) and MJ-LAT (branches 3). */
    static KerasFixture lat(int branches, String picture, int flattened) {
        KerasFixture net = new KerasFixture();
        net.branches(branches, false, UP);
        net.several(branches, () -> net.norm(192, 20000));
        net.latBlock(192, 64, branches);
        net.latBlock(64, 128, 1);
        net.latBlock(128, 256, 1);
        net.latBlock(256, 512, 1);
        if (!picture.isEmpty()) {
            net.decoder(1, picture);
        }
        net.several(branches, () -> net.dense("dense", flattened, 256, 0));
        net.several(branches, () -> net.dense("dense", 256, 128, 0));
        net.outputs(branches, 128, 30);
        return net;
    }

    /** REC, E2E-REC and MJ-REC. */
    static KerasFixture rec(int branches, String picture, int flattened, double level) {
        KerasFixture net = new KerasFixture();
        net.branches(branches, true, picture);
        net.several(branches, () -> net.norm(3, 20000));
        net.recBlock(3, 512, branches);
        for (int filters = 512; filters > 32; filters /= 2) {
            net.recBlock(filters, filters / 2, 1);
        }
        net.dense("dense", flattened, 512, 0);
        net.outputs(branches, 512, level);
        return net;
    }

    private void several(int times, Runnable layer) {
        for (int i = 0; i < times; i++) {
            layer.run();
        }
    }

    private void branches(int count, boolean decoded, String picture) {
        for (int[] stage : ENCODER) {
            several(count, () -> conv("conv2d", 5, stage[0], stage[1]));
        }
        if (decoded) {
            decoder(count, picture);
        }
    }

    private void decoder(int count, String picture) {
        for (int[] stage : DECODER) {
            several(count, () -> upConv(stage[1] == 3 ? picture : UP, stage[0], stage[1]));
        }
    }

    private void latBlock(int inputs, int filters, int branches) {
        recBlock(inputs, filters, branches);
        several(branches, () -> dense("dense", filters, filters / 8, 0));
        several(branches, () -> dense("dense", filters / 8, filters, 0));
    }

    private void recBlock(int inputs, int filters, int branches) {
        several(branches, () -> conv("conv2d", 3, inputs, filters));
        several(branches, () -> norm(filters, 1));
    }

    private void outputs(int branches, int inputs, double level) {
        for (int i = 1; i <= branches; i++) {
            dense(branches == 1 ? "JND_output" : "JND" + i + "_output", inputs, 1, level);
        }
    }

    private void conv(String name, int kernel, int inputs, int filters) {
        double a = Math.sqrt(6.0 / (kernel * kernel * inputs));
        linear(name, new int[] {kernel, kernel, inputs, filters}, a, filters, 0);
    }

    private void upConv(String name, int inputs, int filters) {
        linear(name, new int[] {5, 5, filters, inputs}, Math.sqrt(6.0 / (25.0 * inputs / 4)), filters, 0);
    }

    private void dense(String name, int inputs, int units, double level) {
        linear(name, new int[] {inputs, units}, Math.sqrt(6.0 / inputs), units, level);
    }

    private void linear(String name, int[] kernel, double a, int units, double level) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("kernel", tensor(0, kernel, 2 * a, -a));
        tensors.put("bias", tensor(1, new int[] {units}, 0.2, level - 0.1));
        layers.add(new Layer(name, tensors));
    }

    private void norm(int channels, double variance) {
        int[] shape = {channels};
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("gamma", tensor(2, shape, 1, 0.5));
        tensors.put("beta", tensor(3, shape, 0.4, -0.2));
        tensors.put("moving_mean", tensor(4, shape, 0.4, -0.2));
        tensors.put("moving_variance", tensor(5, shape, variance, 0.5 * variance));
        layers.add(new Layer("batch_normalization", tensors));
    }

    private Tensor tensor(int role, int[] shape, double scale, double offset) {
        return new Tensor(layers.size() * 16 + role, shape, scale, offset);
    }

    /**
     * Layers as they are read from a file, automatic names counted from a number that says nothing.
     *
     * <p>Nothing is written: jhdf's writer makes unreadable files of some of these networks.
     */
    static KerasFile file(Path path, List<Layer> layers) {
        List<KerasLayer> read = new ArrayList<>();
        List<String> names = names(layers);
        for (int i = 0; i < names.size(); i++) {
            Map<WeightRole, KerasTensor> weights = new EnumMap<>(WeightRole.class);
            layers.get(i)
                    .tensors()
                    .forEach((weight, tensor) -> weights.put(
                            WeightRole.ofKeras(weight).orElseThrow(),
                            new KerasTensor(
                                    Arrays.stream(tensor.shape()).boxed().toList(), tensor.values())));
            read.add(new KerasLayer(names.get(i), weights));
        }
        return new KerasFile(path, "0", List.of(new KerasFile.Block(false, read)));
    }

    /** Writes a file as {@code save_weights} does. */
    static Path write(Path file, List<Layer> layers) {
        List<String> names = names(layers);
        try (WritableHdfFile out = HdfFile.write(file)) {
            for (int i = 0; i < names.size(); i++) {
                group(out, names.get(i), layers.get(i));
            }
            out.putAttribute("layer_names", names.toArray(new String[0]));
        }
        return file;
    }

    private static List<String> names(List<Layer> layers) {
        Map<String, Integer> counts = new HashMap<>();
        return layers.stream()
                .map(layer -> layer.name().startsWith("JND")
                        ? layer.name()
                        : layer.name() + "_" + counts.merge(layer.name(), 17, (n, start) -> n + 1))
                .toList();
    }

    private static void group(WritableHdfFile out, String name, Layer layer) {
        WritableGroup group = out.putGroup(name);
        group.putAttribute(
                "weight_names",
                layer.tensors().keySet().stream()
                        .map(weight -> name + "/" + weight + ":0")
                        .toArray(String[]::new));
        WritableGroup inner = group.putGroup(name);
        layer.tensors().forEach((weight, tensor) -> inner.putDataset(weight + ":0", nested(tensor)));
    }

    private static Object nested(Tensor tensor) {
        Object array = Array.newInstance(float.class, tensor.shape());
        fill(array, tensor.values(), 0);
        return array;
    }

    private static int fill(Object array, float[] values, int from) {
        if (array instanceof float[] row) {
            System.arraycopy(values, from, row, 0, row.length);
            return from + row.length;
        }
        int at = from;
        for (Object inner : (Object[]) array) {
            at = fill(inner, values, at);
        }
        return at;
    }

    /** The same layers with one changed. */
    static List<Layer> changed(List<Layer> layers, int index, UnaryOperator<Layer> change) {
        List<Layer> copy = new ArrayList<>(layers);
        copy.set(index, change.apply(copy.get(index)));
        return copy;
    }
}
