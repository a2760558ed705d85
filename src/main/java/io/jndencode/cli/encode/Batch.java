package io.jndencode.cli.encode;

import io.jndencode.ExitCode;
import io.jndencode.JndException;
import io.jndencode.MachineError;
import io.jndencode.Stopwatch;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.ProgressOptions;
import io.jndencode.cli.view.BatchEnding;
import io.jndencode.cli.view.BatchResult;
import io.jndencode.cli.view.BatchTable;
import io.jndencode.cli.view.Failure;
import io.jndencode.cli.view.JsonLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Processes the inputs of a command line one after the other: a failure is reported and does not stop the others. At
 * the end there is a table for people, a {@code summary} event for machines, and one exit code.
 */
final class Batch {
    private final Console console;
    private final boolean json;
    private final CommonOptions common;
    private final boolean several;
    private final List<BatchEnding> endings = new ArrayList<>();
    private final Stopwatch watch;

    /** @param several whether to print a summary at the end */
    Batch(Console console, ProgressOptions progress, CommonOptions common, boolean several) {
        this.console = console;
        this.json = progress.json();
        this.common = common;
        this.several = several;
        this.watch = console.stopwatch();
    }

    /** Skips an input because its output exists already. */
    void skip(Path input, Path there) {
        endings.add(skipped(input, there));
    }

    /** Does the same as {@link #skip} for work that detects this itself. */
    BatchEnding skipped(Path input, Path there) {
        console.say("jnd-encode: " + there + " exists already: leaving " + input + " out");
        if (json) {
            console.result(new JsonLine()
                    .put("type", "skipped")
                    .put("input", input.toString())
                    .put("output", there.toString())
                    .line());
        }
        return new BatchEnding(input, BatchResult.SKIPPED, null, 0, 0, there + " exists already");
    }

    /** Checks an input; reports a failure and returns false if there is one. */
    boolean accepts(Path input, Runnable check) {
        return looksAt(input, () -> {
                    check.run();
                    return input;
                })
                .isPresent();
    }

    /** Examines an input before any work; reports a failure and returns empty if there is one. */
    <T> Optional<T> looksAt(Path input, Supplier<T> look) {
        try {
            return Optional.of(look.get());
        } catch (RuntimeException e) {
            fail(input, e, 0);
        } catch (Error e) {
            fail(input, MachineError.of(e, "looking at " + input), 0);
        }
        return Optional.empty();
    }

    /** Processes an input, unless the batch was interrupted, and reports its failure. */
    void run(Path input, Supplier<BatchEnding> work) {
        if (interrupted()) {
            endings.add(new BatchEnding(
                    input, BatchResult.UNDONE, null, 0, ExitCode.INTERRUPTED.code(), "interrupted before"));
            return;
        }
        Stopwatch own = console.stopwatch();
        try {
            endings.add(work.get());
        } catch (RuntimeException e) {
            fail(input, e, own.seconds());
        } catch (Error e) {
            fail(input, MachineError.of(e, "the work on " + input), own.seconds());
        }
    }

    private void fail(Path input, RuntimeException cause, double seconds) {
        Failure failure = Failure.of(cause);
        BatchResult result = cause instanceof JndException.Quality ? BatchResult.INCOMPLETE : BatchResult.FAILED;
        endings.add(new BatchEnding(input, result, null, seconds, failure.exitCode(), failure.sentence()));
        failure.tell(console, json, common.stacktrace(), input);
    }

    /**
     * Prints the summary and returns the exit code: that of the first input that failed, 6 only if no input failed
     * worse.
     */
    int finish() {
        double seconds = watch.seconds();
        if (several && json) {
            console.result(summary(seconds).line());
        } else if (several && !common.quiet()) {
            BatchTable.lines(endings, seconds).forEach(console::say);
        }
        return exitCode();
    }

    /** Returns whether the run was interrupted. */
    boolean interrupted() {
        return ExitCode.INTERRUPTED.is(exitCode());
    }

    private int exitCode() {
        if (endings.stream().anyMatch(ending -> ExitCode.INTERRUPTED.is(ending.exitCode()))) {
            return ExitCode.INTERRUPTED.code();
        }
        return endings.stream()
                .filter(ending -> ending.result() == BatchResult.FAILED)
                .findFirst()
                .or(() -> endings.stream()
                        .filter(ending -> !ExitCode.DONE.is(ending.exitCode()))
                        .findFirst())
                .map(BatchEnding::exitCode)
                .orElse(ExitCode.DONE.code());
    }

    private JsonLine summary(double seconds) {
        JsonLine json = new JsonLine().put("type", "summary").put("inputs", endings.size());
        for (BatchResult result : BatchResult.values()) {
            json.put(
                    result.name().toLowerCase(Locale.ROOT),
                    endings.stream().filter(ending -> ending.result() == result).count());
        }
        BatchTable.Sum sum = BatchTable.Sum.of(endings);
        return json.put("sourceBytes", sum.files().before())
                .put("outputBytes", sum.files().after())
                .put("saved", sum.files().share(), 4)
                .put("videoSourceBytes", sum.videos().before())
                .put("videoBytes", sum.videos().after())
                .put("videoSaved", sum.videos().share(), 4)
                .put("seconds", seconds, 3)
                .put("exitCode", exitCode());
    }
}
