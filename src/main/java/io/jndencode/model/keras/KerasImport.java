package io.jndencode.model.keras;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.JndException;
import io.jndencode.jnd.JndLevel;
import io.jndencode.model.Architecture;
import io.jndencode.model.InputSize;
import io.jndencode.model.ModelMetadata;
import io.jndencode.nn.InferenceGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Builds a model from the weight files of one network.
 *
 * <p>If a file holds only the head, the backbones come from further files.
 */
public final class KerasImport {
    private final Request request;

    /**
     * A request to import weights.
     *
     * @param files the network's file, and the files of its backbones if it does not hold them
     * @param network the network; empty to detect it from file name and layers
     * @param level the level that a single-level network predicts; empty to detect it from the file name
     * @param size of the frames the network was trained on
     * @param version of this program
     * @param command the command line, for the model's metadata
     */
    public record Request(
            List<Path> files,
            Optional<Architecture> network,
            Optional<JndLevel> level,
            InputSize size,
            String version,
            String command) {
        public Request {
            files = List.copyOf(files);
            if (files.isEmpty()) {
                throw new IllegalArgumentException("no weight files");
            }
        }
    }

    /**
     * The result.
     *
     * @param network the network imported
     * @param model the model file
     * @param notes choices made that the user should know of
     */
    public record Imported(Architecture network, ModelProto model, List<String> notes) {
        public Imported {
            notes = List.copyOf(notes);
        }
    }

    private KerasImport(Request request) {
        this.request = request;
    }

    /** Does the same as {@link #run(Request)} for files that have been read. */
    static Imported run(Request request, List<KerasFile> files) {
        return new KerasImport(request).imported(WeightFiles.of(files));
    }

    /** Reads, checks and converts. Throws {@link JndException.Model} naming the first layer that does not fit. */
    public static Imported run(Request request) {
        return run(request, request.files().stream().map(KerasFile::read).toList());
    }

    private Imported imported(WeightFiles files) {
        NetworkChoice choice = NetworkChoice.of(files, request);
        List<String> notes = new ArrayList<>(choice.notes());
        TargetNetwork target = choice.target();
        Map<String, float[]> weights = new HashMap<>();
        choice.matching()
                .pairs()
                .forEach((wanted, found) -> wanted.parameters()
                        .forEach((role, parameter) -> weights.put(
                                parameter.name(),
                                wanted.convert(
                                        role,
                                        Objects.requireNonNull(found.weights().get(role))))));
        ModelProto model = InferenceGraph.of(target.graph())
                .output(target.outputName(), target.output())
                .metadata(metadata(choice.network(), files).entries())
                .withWeights(weights);
        return new Imported(choice.network(), model, notes);
    }

    private ModelMetadata metadata(Architecture network, WeightFiles files) {
        List<String> levels = switch (network.levels()) {
            case 3 -> Arrays.stream(JndLevel.values()).map(JndLevel::name).toList();
            case 1 -> List.of(level(files.main().path()).name());
            default -> List.of();
        };
        String origin = files.all().stream()
                .map(file -> "%s (sha256 %s)".formatted(file.path().getFileName(), file.sha256()))
                .collect(Collectors.joining(", "));
        return new ModelMetadata(
                network.id(),
                request.version(),
                request.size(),
                levels,
                "unknown: imported Keras weights",
                new ModelMetadata.Training("unknown: imported from " + origin, request.command(), 0),
                new ModelMetadata.Errors(List.of(), List.of(), 0, List.of(), List.of()));
    }

    private JndLevel level(Path file) {
        return request.level()
                .or(() -> FileHint.level(file))
                .orElseThrow(() -> new JndException.Usage(
                        "%s predicts one level, and neither its name nor its layers say which: give --level JND1, JND2 or JND3."
                                .formatted(file)));
    }
}
