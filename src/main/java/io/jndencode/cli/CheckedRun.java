package io.jndencode.cli;

import io.jndencode.JndException;
import io.jndencode.cli.files.ReadsAddresses;
import io.jndencode.cli.files.Url;
import io.jndencode.cli.options.ChecksArguments;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs a command after checking all of its arguments, so that mistakes in the command line are reported first. */
final class CheckedRun implements IExecutionStrategy {
    @Override
    public int execute(ParseResult parsed) {
        List<CommandLine> lines = parsed.asCommandLineList();
        if (lines.stream().noneMatch(line -> line.isUsageHelpRequested() || line.isVersionHelpRequested())) {
            CommandLine last = lines.get(lines.size() - 1);
            try {
                check(last);
            } catch (JndException e) {
                throw new ExecutionException(last, String.valueOf(e.getMessage()), e);
            }
        }
        return new RunLast().execute(parsed);
    }

    private static void check(CommandLine line) {
        ParseResult parsed = line.getParseResult();
        for (ArgSpec option : parsed.matchedOptions()) {
            address(option).ifPresent(hint -> {
                throw new JndException.Usage(hint);
            });
        }
        Stream.concat(
                        line.getCommandSpec().mixins().values().stream().map(CommandSpec::userObject),
                        Stream.of(line.<Object>getCommand()))
                .filter(ChecksArguments.class::isInstance)
                .map(ChecksArguments.class::cast)
                .forEach(ChecksArguments::checkArguments);
        for (ArgSpec input : parsed.matchedPositionals()) {
            address(input).ifPresent(hint -> {
                throw new JndException.Input(hint);
            });
        }
    }

    /**
     * Returns an address given for an argument that names files. Uses the words as typed, because a path loses one
     * slash of an address.
     */
    private static Optional<String> address(ArgSpec argument) {
        boolean files = argument.paramLabel().matches(".*(INPUT|FILE|DIR).*")
                || List.of(argument.auxiliaryTypes()).contains(Path.class);
        boolean read = argument.userObject() instanceof AnnotatedElement field
                && field.isAnnotationPresent(ReadsAddresses.class);
        return files
                ? argument.originalStringValues().stream()
                        .flatMap(word -> Url.hint(word, read).stream())
                        .findFirst()
                : Optional.empty();
    }
}
