package io.jndencode.cli.inspect;

import io.jndencode.Installation;
import io.jndencode.analysis.FrameSampler;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.options.Candidates;
import io.jndencode.cli.options.ChecksArguments;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.cli.options.SecondsConverter;
import io.jndencode.cli.view.JsonLine;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.ModelStore;
import io.jndencode.jnd.inference.FramePair;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.SourceSize;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.Rational;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.modelinput.ModelInputRenderer;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.text.EnumName;
import io.jndencode.text.TableCell;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a model says of single pictures and frames. */
@Command(
        name = "predict",
        description = "Predicts the JND QPs of pictures, or of frames of videos.",
        mixinStandardHelpOptions = true)
public final class PredictCommand implements Callable<Integer>, ChecksArguments {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "IMAGE|VIDEO", description = "pictures and videos")
    private List<Path> inputs = List.of();

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
        new ModelStore(Installation.current()).find(model);
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        List<MediaInfo> media = inputs.stream().map(MediaProbe::probe).toList();
        try (JndModel net = JndModel.load(new ModelStore(Installation.current()).find(model))) {
            if (!json) {
                console.row("file", "frame", "seconds", "JND1", "JND2", "JND3", "spread", "note");
            }
            for (MediaInfo info : media) {
                predict(net, info);
            }
        }
        return 0;
    }

    private void predict(JndModel net, MediaInfo info) {
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.defaults());
                ModelInputRenderer renderer = ModelInputRenderer.of(info.video())) {
            double next = 0;
            long first = 0;
            Deque<SourcePicture> before = new ArrayDeque<>();
            int lag = FrameSampler.lag(rate(info));
            while (reader.next()) {
                first = reader.index() == 0 ? reader.pts() : first;
                double seconds = info.video().timeBase().seconds(reader.pts() - first);
                if (seconds >= next) {
                    SourcePicture previous = before.size() < lag ? null : before.peekFirst();
                    FramePair pair = FramePair.of(reader.picture(), previous, renderer, net);
                    JndPrediction jnd = net.predict(List.of(pair), SourceSize.of(info));
                    tell(info.file(), reader.index(), seconds, jnd);
                    next = seconds + every;
                }
                if (net.usesPreviousFrame()) {
                    before.addLast(reader.picture());
                    if (before.size() > lag) {
                        before.removeFirst();
                    }
                }
            }
        }
    }

    private static double rate(MediaInfo info) {
        Rational rate = info.video().frameRate();
        return rate.known() ? rate.toDouble() : 0;
    }

    private void tell(Path file, long frame, double seconds, JndPrediction jnd) {
        if (json) {
            console.result(object(file, frame, seconds, jnd).line());
            return;
        }
        console.row(
                TableCell.tsv(file.toString()),
                frame,
                rounded("%.3f", seconds),
                rounded("%.1f", jnd.jnd1()),
                rounded("%.1f", jnd.jnd2()),
                rounded("%.1f", jnd.jnd3()),
                rounded("%.1f", jnd.spread()),
                TableCell.tsv(jnd.note()));
    }

    private static String rounded(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static JsonLine object(Path file, long frame, double seconds, JndPrediction jnd) {
        return new JsonLine()
                .put("file", file.toString())
                .put("frame", frame)
                .put("seconds", seconds, 3)
                .put("JND1", jnd.jnd1(), 2)
                .put("JND2", jnd.jnd2(), 2)
                .put("JND3", jnd.jnd3(), 2)
                .put("spread", jnd.spread(), 2)
                .put("confidence", EnumName.of(jnd.confidence()))
                .put("note", jnd.note().isEmpty() ? null : jnd.note());
    }
}
