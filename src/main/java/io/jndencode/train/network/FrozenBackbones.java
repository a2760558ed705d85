package io.jndencode.train.network;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.JndException;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.LabelledPicture;
import io.jndencode.file.FileHash;
import io.jndencode.jnd.JndLevel;
import io.jndencode.model.Architecture;
import io.jndencode.model.InputSize;
import io.jndencode.model.JndNetwork;
import io.jndencode.model.ModelWeights;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.nn.Parameter;
import io.jndencode.train.TrainEvent;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.data.FeatureStore;
import io.jndencode.train.data.NetworkId;
import io.jndencode.train.onnx.ModelRunner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A network's frozen jnd-recon backbones: their weights, which never change, and their outputs for pictures. */
final class FrozenBackbones {
    private final NetworkId network;
    private final InputSize size;
    private final Map<String, float[]> weights = new LinkedHashMap<>();

    /**
     * Reads the backbones.
     *
     * @param from the folder of their models, or a whole model that keeps three of them
     */
    FrozenBackbones(NetworkId network, InputSize size, Path from) {
        this.network = network;
        this.size = size;
        List<Parameter> needed = JndNetwork.whole(network.architecture(), size).graph().parameters().stream()
                .filter(parameter -> parameter.role() == Parameter.Role.FROZEN)
                .toList();
        for (int i = 0; i < network.levels().size(); i++) {
            JndLevel level = network.levels().get(i);
            boolean folder = Files.isDirectory(from);
            Path file = TrainingMaterial.inFolder(from, new NetworkId(Architecture.JND_RECON, List.of(level)));
            String inFile = folder
                    ? ""
                    : JndNetwork.backbonePrefix(
                            Architecture.MJ_LAT, List.of(JndLevel.values()).indexOf(level));
            read(file, inFile, needed, prefix(i));
        }
    }

    private String prefix(int index) {
        return JndNetwork.backbonePrefix(network.architecture(), index);
    }

    private void read(Path file, String prefixInFile, List<Parameter> needed, String prefix) {
        Map<String, float[]> stored = ModelWeights.read(file);
        for (Parameter parameter : needed) {
            if (parameter.name().startsWith(prefix)) {
                String name = prefixInFile + parameter.name().substring(prefix.length());
                float[] values = stored.get(name);
                if (values == null || values.length != parameter.shape().elements()) {
                    throw new JndException.Model(
                            "%s is not a jnd-recon model, nor one with its backbones: it lacks %s of %s numbers."
                                    .formatted(file, name, parameter.shape()));
                }
                weights.put(parameter.name(), values);
            }
        }
    }

    /** Returns the weights under their names in the network. */
    Map<String, float[]> weights() {
        return weights;
    }

    /** Returns the backbones' outputs for a dataset's pictures, from disk as far as they exist. */
    FeatureStore features(Dataset dataset, boolean mirrored, TrainOptions options, Consumer<TrainEvent> listener) {
        return features(dataset.split().folder(), dataset.pictures(), mirrored, options, listener);
    }

    /** The same of any pictures; {@code what} is part of the file's name. */
    FeatureStore features(
            String what,
            List<LabelledPicture> labelled,
            boolean mirrored,
            TrainOptions options,
            Consumer<TrainEvent> listener) {
        Architecture architecture = network.architecture();
        List<String> names = IntStream.range(0, architecture.levels())
                .mapToObj(i -> JndNetwork.featureName(architecture, i))
                .toList();
        List<Path> pictures = labelled.stream().map(LabelledPicture::file).toList();
        Path folder = options.output().checkpoints();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new JndException.Model("The folder %s cannot be made.".formatted(folder), e);
        }
        FeatureStore store = FeatureStore.open(
                folder.resolve("%s-features-%s.bin".formatted(network.name(), what)),
                new FeatureStore.Contents(
                        key(weights), pictures, size, mirrored, names, JndNetwork.featureShape(architecture, size)));
        try (ModelRunner runner = new ModelRunner(graph(names), options.threads())) {
            store.fill(runner, done -> listener.accept(new TrainEvent.Caching(done, store.samples())));
        }
        return store;
    }

    private ModelProto graph(List<String> names) {
        JndNetwork.Whole whole = JndNetwork.whole(network.architecture(), size);
        InferenceGraph export = InferenceGraph.of(whole.graph());
        for (int i = 0; i < names.size(); i++) {
            export.output(names.get(i), whole.features().get(i));
        }
        return export.withWeights(weights);
    }

    /** Returns a key for features on disk: the SHA-256 of the weights that produced them, in their order. */
    static String key(Map<String, float[]> weights) {
        MessageDigest digest = FileHash.digest();
        weights.forEach((name, values) -> {
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            digest.update(bytes);
        });
        return "backbones " + HexFormat.of().formatHex(digest.digest());
    }
}
