package io.jndencode.cli.train;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.label.InputSizeConverter;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.model.Architecture;
import io.jndencode.model.GraphExport;
import io.jndencode.model.InputSize;
import io.jndencode.model.ModelWeights;
import io.jndencode.model.slim.SlimExport;
import io.jndencode.model.slim.SlimMjLat;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes an architecture as an ONNX file. */
@Command(
        name = "graph",
        header = "Writes a network as ONNX, with fresh weights, or its training step.",
        description = "With --training it is one training step: forward, gradients and Adam in plain operators, for any"
                + " runtime.",
        mixinStandardHelpOptions = true)
public final class GraphCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "MODEL",
            description = "img-recon, jnd-recon, lat, rec, e2e-lat, e2e-rec, mj-lat, mj-rec or mj-lat-small")
    private String model = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.onnx",
            required = true,
            description = "the file to write")
    private Path output = Path.of("");

    @Option(
            names = "--training",
            description =
                    "the training step; of lat, rec, mj-lat, mj-rec and mj-lat-small on what their frozen backbones"
                            + " give")
    private boolean training;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = InputSizeConverter.class,
            description = "size of the frames, both multiples of 16 (default: 640x352; of mj-lat-small 320x176)")
    private @Nullable InputSize size;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "what the fresh weights begin with (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = {"-y", "--overwrite"},
            description = "replace a file that exists")
    private boolean overwrite;

    @Mixin
    private CommonOptions common = new CommonOptions();

    public GraphCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        ModelProto graph = model.equals(SlimMjLat.NAME) ? slim() : published();
        new RunFiles().writesWhole("the model", output, () -> overwrite);
        ModelWeights.write(graph, output);
        console.result(output.toString());
        return 0;
    }

    private ModelProto slim() {
        InputSize frames = size == null ? SlimMjLat.SIZE : size;
        return training ? SlimExport.training(frames) : SlimExport.inference(frames, seed);
    }

    private ModelProto published() {
        Architecture architecture = Architecture.of(model)
                .orElseThrow(() -> new JndException.Usage("There is no network '%s'; there are %s, %s."
                        .formatted(model, Architecture.ids(), SlimMjLat.NAME)));
        InputSize frames = size == null ? InputSize.STANDARD : size;
        return training
                ? GraphExport.training(architecture, frames)
                : GraphExport.inference(architecture, frames, seed);
    }
}
