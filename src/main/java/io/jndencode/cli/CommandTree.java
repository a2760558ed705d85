package io.jndencode.cli;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.encode.ApplyCommand;
import io.jndencode.cli.encode.ConvertCommand;
import io.jndencode.cli.encode.EncodeCommand;
import io.jndencode.cli.encode.PlanCommand;
import io.jndencode.cli.encode.ReportCommand;
import io.jndencode.cli.encode.VersionProvider;
import io.jndencode.cli.farm.FarmCommand;
import io.jndencode.cli.farm.JobsCommand;
import io.jndencode.cli.farm.JudgeCommand;
import io.jndencode.cli.farm.ScanCommand;
import io.jndencode.cli.farm.ShotCommand;
import io.jndencode.cli.farm.StitchCommand;
import io.jndencode.cli.farm.WatchCommand;
import io.jndencode.cli.inspect.ModelsCommand;
import io.jndencode.cli.inspect.PredictCommand;
import io.jndencode.cli.inspect.QualityCommand;
import io.jndencode.cli.inspect.ShotsCommand;
import io.jndencode.cli.label.LabelCommand;
import io.jndencode.cli.label.LabelFitCommand;
import io.jndencode.cli.label.LabelMclJciCommand;
import io.jndencode.cli.label.LabelMeasureCommand;
import io.jndencode.cli.label.LabelPseudoCommand;
import io.jndencode.cli.label.LabelVideoSetCommand;
import io.jndencode.cli.label.PeopleCommand;
import io.jndencode.cli.ladder.LadderCommand;
import io.jndencode.cli.train.GraphCommand;
import io.jndencode.cli.train.ImportCommand;
import io.jndencode.cli.train.TestCommand;
import io.jndencode.cli.train.TrainCommand;
import io.jndencode.cli.words.CommandNames;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The commands by name, as the whole tree or as a tree with only the command requested. Building all commands takes
 * longer than some of them run, so the whole tree is built only if needed: for help, completion and mistakes.
 */
final class CommandTree {
    /** Options that usually ask for help or the version; if one means something else, the whole tree works as well. */
    private static final List<String> HELP = List.of("--help", "-h", "--version", "-V");

    private final Console console;
    private final UnaryOperator<CommandLine> settings;

    /** @param settings settings for any tree, applied to its root */
    CommandTree(Console console, UnaryOperator<CommandLine> settings) {
        this.console = console;
        this.settings = settings;
    }

    /** Builds all commands, for tests, the help and shell completion. */
    CommandLine whole() {
        CommandLine root = new CommandLine(new EncodeCommand(console));
        CommandNames.ALL.forEach(name -> root.addSubcommand(name, command(name)));
        return settings.apply(root);
    }

    /** Runs a command line; the effect and the output are as if the whole tree had run it. */
    int execute(String... args) {
        CommandLine alone = alone(args);
        if (alone == null) {
            return whole().execute(args);
        }
        // Nothing has happened before a command begins to run, so the whole tree can take over.
        return alone.setParameterExceptionHandler((mistake, same) -> whole().execute(args))
                .setExecutionStrategy(
                        parsed -> asksForHelp(parsed) ? whole().execute(args) : new CheckedRun().execute(parsed))
                .execute(args);
    }

    /** Builds a tree of the requested command, or returns null if only the whole tree can resolve it. */
    private @Nullable CommandLine alone(String... args) {
        List<String> words = List.of(args);
        if (words.stream().anyMatch(HELP::contains)) {
            return null;
        }
        String first = words.isEmpty() ? "" : words.get(0);
        if (CommandNames.ALL.contains(first) && !first.equals(CommandNames.COMPLETION)) {
            CommandSpec root = CommandSpec.create().name("jnd-encode");
            return settings.apply(new CommandLine(root).addSubcommand(first, command(first)));
        }
        boolean plain = words.stream().noneMatch(word -> word.startsWith("@") || CommandNames.ALL.contains(word));
        return plain ? settings.apply(new CommandLine(new EncodeCommand(console))) : null;
    }

    private static boolean asksForHelp(ParseResult parsed) {
        return parsed.asCommandLineList().stream()
                .anyMatch(line -> line.isUsageHelpRequested() || line.isVersionHelpRequested());
    }

    private CommandLine command(String name) {
        CommandLine command = new CommandLine(
                switch (name) {
                    case "plan" -> new PlanCommand(console);
                    case "apply" -> new ApplyCommand(console);
                    case "ladder" -> new LadderCommand(console);
                    case "report" -> new ReportCommand(console);
                    case "convert" -> new ConvertCommand(console);
                    case "shots" -> new ShotsCommand(console);
                    case "predict" -> new PredictCommand(console);
                    case "quality" -> new QualityCommand(console);
                    case "models" -> new ModelsCommand(console);
                    case "label" -> new LabelCommand(console);
                    case "people" -> new PeopleCommand(console);
                    case "train" -> new TrainCommand(console);
                    case "test" -> new TestCommand(console);
                    case "graph" -> new GraphCommand(console);
                    case "import" -> new ImportCommand(console);
                    case "shot" -> new ShotCommand(console);
                    case "stitch" -> new StitchCommand(console);
                    case "jobs" -> new JobsCommand(console);
                    case "farm" -> new FarmCommand(console);
                    case "scan" -> new ScanCommand(console);
                    case "judge" -> new JudgeCommand(console);
                    case "watch" -> new WatchCommand(console);
                    case CommandNames.COMPLETION -> new AutoComplete.GenerateCompletion();
                    default -> throw new IllegalArgumentException("there is no command " + name);
                });
        if (name.equals("label")) {
            command.addSubcommand(new LabelMeasureCommand(console))
                    .addSubcommand(new LabelFitCommand(console))
                    .addSubcommand(new LabelVideoSetCommand(console))
                    .addSubcommand(new LabelMclJciCommand(console))
                    .addSubcommand(new LabelPseudoCommand(console));
        }
        command.getCommandSpec().versionProvider(new VersionProvider());
        return command;
    }
}
