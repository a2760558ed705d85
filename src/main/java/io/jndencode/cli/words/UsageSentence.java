package io.jndencode.cli.words;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Describes an error in a command line that the parser refused: a sentence that names what was typed and what would be
 * valid.
 */
public final class UsageSentence {
    private UsageSentence() {}

    /**
     * Returns what was mistyped and what was probably meant.
     *
     * @param args the whole command line
     */
    public static String of(ParameterException error, List<String> args) {
        String sentence;
        if (error instanceof UnmatchedArgumentException unmatched) {
            sentence = unmatched(unmatched);
        } else if (error instanceof OverwrittenOptionException twice) {
            sentence = name(twice.getOverwritten()) + " is given more than once: give it once.";
        } else if (error instanceof MutuallyExclusiveArgsException) {
            sentence = exclusive(error);
        } else if (error instanceof MissingParameterException missing) {
            sentence = missing(missing, args);
        } else if (error.getArgSpec() != null && error.getValue() != null) {
            sentence = value(error.getArgSpec(), error);
        } else {
            String message = String.valueOf(error.getMessage()).replaceFirst("^Error: ", "");
            sentence = message.endsWith(".") || message.endsWith("?") ? message : message + ".";
        }
        return sentence + tryHelp(error);
    }

    private static String tryHelp(ParameterException error) {
        boolean answered = error instanceof UnmatchedArgumentException unmatched
                && unmatched.getUnmatched().stream()
                        .anyMatch(word -> Habits.option(word).isPresent());
        return answered
                ? ""
                : " Try: " + error.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    }

    private static String unmatched(UnmatchedArgumentException error) {
        List<String> words = error.getUnmatched();
        Optional<String> habit =
                words.stream().flatMap(word -> Habits.option(word).stream()).findFirst();
        if (habit.isPresent()) {
            return habit.get();
        }
        String word = words.get(0);
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        List<String> near = error.getSuggestions();
        String hint = near.isEmpty() ? "." : ": did you mean " + String.join(" or ", near) + "?";
        return word.startsWith("-") && word.length() > 1
                ? word + " is no option of " + command + hint
                : "\"" + word + "\" is more than " + command + " takes" + hint;
    }

    private static String exclusive(ParameterException error) {
        List<String> names = Arrays.stream(String.valueOf(error.getMessage()).split("[ ,:=]+", -1))
                .filter(word -> word.startsWith("-"))
                .distinct()
                .toList();
        return String.join(" and ", names) + " are mutually exclusive: give one of them.";
    }

    private static String missing(MissingParameterException error, List<String> args) {
        List<String> missing = error.getMissing().stream()
                .map(argument -> valueless(argument, args)
                        ? name(argument) + " needs a value: " + name(argument) + " " + argument.paramLabel()
                        : argument.isOption()
                                ? name(argument) + " " + argument.paramLabel() + " is missing"
                                : argument.paramLabel() + " is missing")
                .distinct()
                .toList();
        return missing.isEmpty() ? "something is missing." : String.join(", and ", missing) + ".";
    }

    private static boolean valueless(ArgSpec argument, List<String> args) {
        return argument instanceof OptionSpec option
                && Arrays.stream(option.names()).anyMatch(args::contains);
    }

    private static String value(ArgSpec argument, ParameterException error) {
        String typed = "\"" + error.getValue() + "\"";
        Class<?> type = argument.isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
        if (type.isEnum()) {
            String known = Arrays.stream(type.getEnumConstants())
                    .map(constant -> String.valueOf(constant).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            return name(argument) + " cannot be " + typed + ": give one of " + known + ".";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return name(argument) + " must be a whole number, got " + typed + ".";
        }
        if (error.getCause() instanceof TypeConversionException own && argument.converters().length > 0) {
            return name(argument) + ": " + own.getMessage() + ".";
        }
        return type == double.class || type == Double.class
                ? name(argument) + " must be a number, got " + typed + "."
                : name(argument) + " cannot be " + typed + ".";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
