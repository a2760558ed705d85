package io.jndencode.cli;

import io.jndencode.ExitCode;
import io.jndencode.MachineError;
import io.jndencode.Stopwatch;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.console.Terminal;
import io.jndencode.cli.files.Url;
import io.jndencode.cli.options.ProgressOptions;
import io.jndencode.cli.view.Failure;
import io.jndencode.cli.words.Habits;
import io.jndencode.cli.words.UsageSentence;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program: passes the streams to the commands and turns their exceptions into a sentence and an exit code. */
public final class Main {
    /** Picocli refuses to format help for fewer columns. */
    private static final int NARROWEST_HELP = 55;

    private static final Pattern LETTERS_AFTER_A_DASH = Pattern.compile("-\\p{L}[\\p{L}_:].*", Pattern.DOTALL);

    private final Console console;

    Main(Console console) {
        this.console = Objects.requireNonNull(console, "console is null");
    }

    /** The process's entry point: the only place that exits. */
    public static void main(String... args) {
        // Numbers in files, filters and messages use the digits that FFmpeg and scripts read, whatever the user's
        // language.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        Console console = new Console(
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Terminal.ofTheLauncher(),
                Stopwatch.SYSTEM);
        Cancellation.ofThisThread();
        System.exit(new Main(console).run(args));
    }

    /** Runs one command line and returns the documented exit code. */
    int run(String... args) {
        int code = execute(args);
        console.out().flush();
        console.err().flush();
        return code;
    }

    private int execute(String... args) {
        Optional<String> habit = habit(args);
        if (habit.isPresent()) {
            return refuse(habit.get(), args);
        }
        try {
            return tree().execute(args);
        } catch (Error e) {
            Failure failure = Failure.of(MachineError.of(e, "this command"));
            failure.tell(console, wantsJson(args), List.of(args).contains("--stacktrace"), null);
            return failure.exitCode();
        }
    }

    /** Builds the whole tree of commands, for tests, the help and shell completion. */
    CommandLine commandLine() {
        return tree().whole();
    }

    private CommandTree tree() {
        return new CommandTree(
                console,
                root -> root.setOut(console.help())
                        .setErr(console.err())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setUsageHelpAutoWidth(false)
                        .setUsageHelpWidth(Math.max(NARROWEST_HELP, Math.min(console.columns(), 120)))
                        .setAbbreviatedOptionsAllowed(false)
                        .setParameterExceptionHandler(this::onUsageError)
                        .setExecutionStrategy(new CheckedRun())
                        .setExecutionExceptionHandler(this::onFailure));
    }

    private int onUsageError(ParameterException error, String[] args) {
        return refuse(Url.withoutSecrets(UsageSentence.of(error, List.of(args))), args);
    }

    private int refuse(String message, String... args) {
        console.say("jnd-encode: " + message);
        if (wantsJson(args)) {
            Failure.event(console, null, message, ExitCode.USAGE.code());
        }
        return ExitCode.USAGE.code();
    }

    /** Finds options of other programs that the parser would misread. */
    private Optional<String> habit(String... args) {
        if (Arrays.stream(args)
                .noneMatch(word -> LETTERS_AFTER_A_DASH.matcher(word).matches())) {
            return Optional.empty();
        }
        CommandLine whole = commandLine();
        CommandLine command = whole.getSubcommands().getOrDefault(args[0], whole);
        return Habits.beforeParsing(
                List.of(args), command.getCommandSpec().optionsMap().keySet());
    }

    private int onFailure(Exception error, CommandLine command, ParseResult parsed) {
        Failure failure = Failure.of(error);
        failure.tell(console, wantsJson(parsed), parsed.expandedArgs().contains("--stacktrace"), null);
        return failure.exitCode();
    }

    /** Looks for a request for JSON in a command line that could not be parsed. */
    private static boolean wantsJson(String[] args) {
        String words = String.join(" ", args).toLowerCase(Locale.ROOT);
        return words.contains("--progress json") || words.contains("--progress=json");
    }

    private static boolean wantsJson(ParseResult parsed) {
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        return command.matchedOptionValue("--progress", ProgressOptions.Mode.AUTO) == ProgressOptions.Mode.JSON;
    }
}
