package io.jndencode.cli.inspect;

import io.jndencode.Installation;
import io.jndencode.analysis.FramePredictions;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.InputList;
import io.jndencode.cli.files.ReadsAddresses;
import io.jndencode.cli.files.VideoArgument;
import io.jndencode.cli.options.Candidates;
import io.jndencode.cli.options.ChecksArguments;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.cli.options.SecondsConverter;
import io.jndencode.cli.view.JsonLine;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.ModelStore;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.text.EnumName;
import io.jndencode.text.TableCell;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a model's predictions for single pictures and frames. */
@Command(
        name = "predict",
        description = "Predicts the JND QPs of pictures, or of frames of videos.",
        mixinStandardHelpOptions = true)
public final class PredictCommand implements Callable<Integer>, ChecksArguments {
    private final Console console;

    @Parameters(
            arity = "0..*",
            paramLabel = "IMAGE|VIDEO",
            converter = VideoArgument.class,
            description = "pictures and videos")
    @ReadsAddresses
    private List<Path> inputs = List.of();

    @Mixin
    private InputList list = new InputList();

    @Option(
            names = "--model",
            paramLabel = "MODEL|FILE",
            defaultValue = ModelStore.DEFAULT_MODEL,
            completionCandidates = Candidates.Models.class,
            description = "a model of the folder onnx-models, or an ONNX file (default: ${DEFAULT-VALUE})")
    private String model = ModelStore.DEFAULT_MODEL;

    @Option(
            names = "--every",
            paramLabel = "T",
            defaultValue = "1",
            converter = SecondsConverter.class,
            description = "of a video, look at one frame every T seconds (default: ${DEFAULT-VALUE})")
    private double every = 1;

    @Option(names = "--json", description = "one JSON object a line instead of a table")
    private boolean json;

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public PredictCommand(Console console) {
        this.console = console;
    }

    @Override
    public void checkArguments() {
        list.check(inputs, "IMAGE|VIDEO");
        new ModelStore(Installation.current()).find(model);
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        List<MediaInfo> media =
                list.paths(inputs, true).stream().map(MediaProbe::probe).toList();
        try (JndModel net = JndModel.load(new ModelStore(Installation.current()).find(model))) {
            if (!json) {
                console.row("file", "frame", "seconds", "JND1", "JND2", "JND3", "spread", "note");
            }
            FramePredictions predictions = new FramePredictions(net, every);
            media.forEach(info -> predictions.of(info, frame -> tell(info.file(), frame)));
        }
        return 0;
    }

    private void tell(Path file, FramePredictions.Frame frame) {
        JndPrediction jnd = frame.jnd();
        if (json) {
            console.result(object(file, frame).line());
            return;
        }
        console.row(
                TableCell.tsv(file.toString()),
                frame.index(),
                rounded("%.3f", frame.seconds()),
                rounded("%.1f", jnd.jnd1()),
                rounded("%.1f", jnd.jnd2()),
                rounded("%.1f", jnd.jnd3()),
                rounded("%.1f", jnd.spread()),
                TableCell.tsv(jnd.note()));
    }

    private static String rounded(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static JsonLine object(Path file, FramePredictions.Frame frame) {
        JndPrediction jnd = frame.jnd();
        return new JsonLine()
                .put("file", file.toString())
                .put("frame", frame.index())
                .put("seconds", frame.seconds(), 3)
                .put("JND1", jnd.jnd1(), 2)
                .put("JND2", jnd.jnd2(), 2)
                .put("JND3", jnd.jnd3(), 2)
                .put("spread", jnd.spread(), 2)
                .put("confidence", EnumName.of(jnd.confidence()))
                .put("note", jnd.note().isEmpty() ? null : jnd.note());
    }
}
