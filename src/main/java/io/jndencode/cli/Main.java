package io.jndencode.cli;

import io.jndencode.JndException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: hands the streams to the commands and turns what they throw into a sentence and an exit code. */
public final class Main {
    /** An error nobody foresaw; all others carry their own code. */
    private static final int INTERNAL_ERROR = 1;

    private static final int USAGE = 2;

    private final Console console;

    Main(Console console) {
        this.console = Objects.requireNonNull(console, "console is null");
    }

    /** The process's entry: the only place that exits. */
    public static void main(String... args) {
        Console console = new Console(
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Boolean.getBoolean("jnd.terminal"),
                Integer.getInteger("jnd.columns", 80));
        Cancellation.ofThisThread();
        System.exit(new Main(console).run(args));
    }

    /** Runs one command line and returns the exit code of the contract. */
    int run(String... args) {
        int code = commandLine().execute(args);
        console.out().flush();
        console.err().flush();
        return code;
    }

    /** The whole tree of commands: what tests, the help and the shell completion start from. */
    CommandLine commandLine() {
        CommandLine root = new CommandLine(new EncodeCommand(console))
                .addSubcommand(new PlanCommand(console))
                .addSubcommand(new ApplyCommand(console))
                .addSubcommand(new ShotsCommand(console))
                .addSubcommand(new PredictCommand(console))
                .addSubcommand(new ModelsCommand(console))
                .addSubcommand(new LabelCommand(console))
                .addSubcommand(new TrainCommand(console))
                .addSubcommand(new TestCommand(console))
                .addSubcommand(new GraphCommand(console))
                .addSubcommand(new ImportCommand(console))
                .addSubcommand(new WatchCommand(console))
                .addSubcommand(new AutoComplete.GenerateCompletion());
        root.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().versionProvider(new VersionProvider()));
        return root.setOut(console.out())
                .setErr(console.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(Math.min(console.columns(), 120))
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler(this::onUsageError)
                .setExecutionExceptionHandler(this::onFailure);
    }

    private int onUsageError(ParameterException error, String[] args) {
        List<String> suggestions =
                error instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String hint = suggestions.isEmpty() ? "" : " Did you mean " + String.join(" or ", suggestions) + "?";
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        console.say(
                "jnd-encode: " + sentence(String.valueOf(error.getMessage())) + hint + " Try: " + command + " --help");
        return USAGE;
    }

    private int onFailure(Exception error, CommandLine command, ParseResult parsed) {
        if (error instanceof JndException known) {
            console.say("jnd-encode: " + known.getMessage());
        } else {
            console.say("jnd-encode: internal error: " + error + ". --stacktrace shows where; please report it.");
        }
        if (parsed.expandedArgs().contains("--stacktrace")) {
            error.printStackTrace(console.err());
        }
        int code = error instanceof JndException known ? known.exitCode() : INTERNAL_ERROR;
        if (wantsJson(parsed)) {
            String message = String.valueOf(error.getMessage());
            console.result(new Json()
                    .put("type", "error")
                    .put("message", message)
                    .put("exitCode", code)
                    .line());
        }
        return code;
    }

    private static boolean wantsJson(ParseResult parsed) {
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        return command.matchedOptionValue("--progress", ProgressOptions.Mode.AUTO) == ProgressOptions.Mode.JSON;
    }

    private static String sentence(String message) {
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }
}
