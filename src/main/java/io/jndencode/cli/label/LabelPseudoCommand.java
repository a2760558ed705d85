package io.jndencode.cli.label;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.files.DatasetFiles;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.dataset.GroupSplitter;
import io.jndencode.jnd.ModelStore;
import io.jndencode.label.pseudo.PseudoLabels;
import io.jndencode.label.pseudo.PseudoOptions;
import io.jndencode.model.InputSize;
import io.jndencode.model.slim.SlimMjLat;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a large dataset whose levels are what a model says. */
@Command(
        name = "pseudo",
        description = {
            "Makes many pictures of videos and pictures: anywhere in their shots, cropped, scaled, mirrored, dimmed, with"
                    + " grain added or removed; their levels are those a model gives them. Nothing is measured: such"
                    + " pseudo-labels teach a network what that model knows, and no more.",
            "What exists already is kept: a run that was stopped goes on when the same command is given again."
        },
        mixinStandardHelpOptions = true)
public final class LabelPseudoCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "VIDEO|DIR", description = "videos, pictures and folders of both")
    private List<Path> inputs = List.of();

    @Option(names = "--out", paramLabel = "ROOT", required = true, description = "the dataset's folder")
    private Path out = Path.of("");

    @Option(
            names = "--by",
            paramLabel = "MODEL|FILE",
            defaultValue = ModelStore.DEFAULT_MODEL,
            description = "the model whose levels become the labels (default: ${DEFAULT-VALUE})")
    private String model = ModelStore.DEFAULT_MODEL;

    @Option(
            names = "--per-video",
            paramLabel = "N",
            defaultValue = "16",
            description = "pictures made of each video (default: ${DEFAULT-VALUE})")
    private int perVideo = 16;

    @Option(
            names = "--per-picture",
            paramLabel = "N",
            defaultValue = "6",
            description = "pictures made of each picture (default: ${DEFAULT-VALUE})")
    private int perPicture = 6;

    @Option(
            names = "--together",
            paramLabel = "MARK,...",
            split = ",",
            hideParamSyntax = true,
            description = "files whose names share a mark show the same thing: never on both sides of a split")
    private List<String> together = List.of();

    @Option(
            names = "--valid",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "share of sources to validate on (default: ${DEFAULT-VALUE})")
    private double valid;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "what chance begins with (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "320x176",
            converter = InputSizeConverter.class,
            description =
                    "size of the pictures: that of the network that learns from them, 320x176 of mj-lat-small, 640x352"
                            + " of the published ones (default: ${DEFAULT-VALUE})")
    private InputSize size = SlimMjLat.SIZE;

    @Option(names = "--plain", description = "only the frames themselves, not the frames at JND quality")
    private boolean plain;

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public LabelPseudoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        List<Path> sources = DatasetFiles.inside(inputs, out);
        ModelStore store = new ModelStore(Installation.current());
        RunFiles files = new RunFiles().reads("the input", sources).reads("the model", store.file(model));
        DatasetFiles.declare(files, out);
        PseudoOptions options;
        try {
            GroupSplitter groups = new GroupSplitter(together, List.of(), valid, 0, seed);
            options = new PseudoOptions(sources, out, store.find(model), groups, perVideo, perPicture, size, !plain);
        } catch (IllegalArgumentException e) {
            throw new JndException.Usage("These options do not go: " + e.getMessage() + ".", e);
        }
        PseudoLabels.Outcome outcome = new PseudoLabels(options).run(this::say);
        outcome.left().forEach(reason -> say("left out: " + reason));
        if (outcome.pictures() == 0) {
            throw new JndException.Input("nothing of what was given can be labelled"
                    + (outcome.left().isEmpty() ? "" : ": " + outcome.left().get(0)));
        }
        say("%d pictures, %d of them now".formatted(outcome.pictures(), outcome.made()));
        console.result(out.toString());
        return 0;
    }

    private void say(String line) {
        if (!common.quiet()) {
            console.say(line);
        }
    }
}
