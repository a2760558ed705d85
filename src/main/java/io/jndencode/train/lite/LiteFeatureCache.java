package io.jndencode.train.lite;

import io.jndencode.JndException;
import io.jndencode.model.InputSize;
import io.jndencode.model.lite.Lite;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.train.data.Pictures;
import io.jndencode.train.onnx.ModelRunner;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Stores the features of a dataset's pictures as text, one line per picture, so that each is computed once and a
 * stopped run can resume.
 */
final class LiteFeatureCache implements AutoCloseable {
    private static final InputSize SIZE = Lite.SIZE;
    private static final String HEADER = "# signs of pictures, version 2";

    private final Path file;
    private final Map<String, double[]> known = new HashMap<>();
    private final ModelRunner runner;
    private final FloatBuffer frame = FloatBuffer.allocate(3 * SIZE.width() * SIZE.height());
    private final FloatBuffer before = FloatBuffer.allocate(3 * SIZE.width() * SIZE.height());

    /** Opens or creates a store in a file. */
    LiteFeatureCache(Path file, int threads) {
        this.file = file;
        Lite.FeatureGraph looking = Lite.looking(SIZE);
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            if (Files.exists(file)) {
                read(Files.readAllLines(file), looking.features().shape().dim(1));
            } else {
                Files.writeString(file, HEADER + "\n");
            }
        } catch (IOException e) {
            throw new JndException.Model("The cache of signs %s cannot be used; delete it.".formatted(file), e);
        }
        this.runner = new ModelRunner(
                InferenceGraph.of(looking.graph())
                        .output("signs", looking.features())
                        .withWeights(Map.of()),
                threads);
    }

    private void read(List<String> lines, int count) {
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new JndException.Model("%s is no cache of signs of this version; delete it.".formatted(file));
        }
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            // The last line may have been cut off by a crash; its picture is computed again.
            if (cells.length == count + 2 && cells[count + 1].equals(".")) {
                double[] features = new double[count];
                for (int i = 0; i < count; i++) {
                    features[i] = Float.parseFloat(cells[i + 1]);
                }
                known.put(cells[0], features);
            }
        }
    }

    /** Returns the features of a picture and the frame before it, which may be the picture itself. */
    double[] of(Path picture, Path previous) {
        String key = key(picture, previous);
        double[] features = known.get(key);
        if (features == null) {
            features = look(picture, previous);
            known.put(key, features);
            append(key, features);
        }
        return features.clone();
    }

    /** Identifies a picture by its path, size and time, so that a changed one is computed again. */
    private static String key(Path picture, Path previous) {
        return stamp(picture) + "|" + (picture.equals(previous) ? "still" : stamp(previous));
    }

    private static String stamp(Path file) {
        try {
            return file.toAbsolutePath().normalize() + ":" + Files.size(file) + ":"
                    + Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new JndException.Model("The picture %s cannot be read.".formatted(file), e);
        }
    }

    private double[] look(Path picture, Path previous) {
        Pictures.planar(Pictures.read(picture, SIZE), false, frame.clear());
        Pictures.planar(Pictures.read(previous, SIZE), false, before.clear());
        ModelRunner.Feed now = new ModelRunner.Feed(frame, 1, 3, SIZE.height(), SIZE.width());
        ModelRunner.Feed then = new ModelRunner.Feed(before, 1, 3, SIZE.height(), SIZE.width());
        float[] features = runner.run(Map.of("frame", now, "previous", then)).getOrDefault("signs", new float[0]);
        double[] values = new double[features.length];
        Arrays.setAll(values, i -> features[i]);
        return values;
    }

    private void append(String key, double[] features) {
        String numbers =
                Arrays.stream(features).mapToObj(v -> Float.toString((float) v)).collect(Collectors.joining("\t"));
        try {
            Files.writeString(file, key + "\t" + numbers + "\t.\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new JndException.Model("The cache of signs %s cannot be written.".formatted(file), e);
        }
    }

    @Override
    public void close() {
        runner.close();
    }
}
