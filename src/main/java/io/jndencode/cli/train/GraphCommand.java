package io.jndencode.cli.train;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.model.Architecture;
import io.jndencode.model.GraphExport;
import io.jndencode.model.InputSize;
import io.jndencode.model.ModelWeights;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
            description = "img-recon, jnd-recon, lat, rec, e2e-lat, e2e-rec, mj-lat or mj-rec")
    private String model = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.onnx",
            required = true,
            description = "the file to write")
    private Path output = Path.of("");

    @Option(
            names = "--training",
            description = "the training step; of lat, rec, mj-lat and mj-rec on what their frozen backbones give")
    private boolean training;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "640x352",
            converter = InputSizeConverter.class,
            description = "size of the frames, both multiples of 16 (default: ${DEFAULT-VALUE})")
    private InputSize size = InputSize.STANDARD;

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
        Architecture architecture = Architecture.of(model)
                .orElseThrow(() -> new JndException.Usage(
                        "There is no network '%s'; there are %s.".formatted(model, Architecture.ids())));
        new RunFiles().writesWhole("the model", output, () -> overwrite);
        ModelProto graph =
                training ? GraphExport.training(architecture, size) : GraphExport.inference(architecture, size, seed);
        ModelWeights.write(graph, output);
        console.result(output.toString());
        return 0;
    }
}
