package io.jndencode.train;

import io.jndencode.JndException;
import io.jndencode.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * A table of numbers, separated by {@code ;}, with one line appended per epoch.
 *
 * <p>A run that resumes from a checkpoint removes the lines of later epochs, which are written again.
 */
final class CsvLog {
    private final Path file;

    private CsvLog(Path file) {
        this.file = file;
    }

    /**
     * Opens the log; writes the header if the file is new.
     *
     * @param resumed the epoch a run continues with, if it was stopped
     */
    static CsvLog open(Path file, List<String> columns, OptionalLong resumed) {
        CsvLog log = new CsvLog(file);
        try {
            if (Files.exists(file)) {
                log.takeBack(resumed.orElse(Long.MAX_VALUE));
            } else {
                log.append(String.join(";", columns));
            }
            return log;
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private void takeBack(long epoch) throws IOException {
        String text = Files.readString(file);
        List<String> lines = new ArrayList<>(text.lines().toList());
        int before = lines.size();
        // A line without its end was being written when the run was killed.
        if (!text.endsWith("\n") && before > 0) {
            lines.remove(before - 1);
        }
        long above = Long.MAX_VALUE;
        while (lines.size() > 1) {
            long last = epochOf(lines.get(lines.size() - 1));
            // Epochs that increase towards the top belong to an earlier run.
            if (last < epoch || last >= above) {
                break;
            }
            lines.remove(lines.size() - 1);
            above = last;
        }
        if (lines.size() < before) {
            WholeFile.write(file, beside -> Files.write(beside, lines));
        }
    }

    private static long epochOf(String line) {
        String first = line.substring(0, Math.max(0, line.indexOf(';')));
        return first.matches("\\d{1,9}") ? Long.parseLong(first) : -1;
    }

    /** Appends an epoch's line. */
    void line(RunPosition position, double rate, double trainLoss, Validator.ValidationResult result) {
        StringBuilder line = new StringBuilder("%d;%d".formatted(position.epoch(), position.step()));
        List<Double> values = new ArrayList<>(List.of(rate, trainLoss, result.loss()));
        values.addAll(result.figures());
        values.forEach(value -> line.append(String.format(Locale.ROOT, ";%.6g", value)));
        try {
            append(line.toString());
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private void append(String line) throws IOException {
        Files.writeString(file, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static JndException unwritable(Path file, IOException cause) {
        return new JndException.Model("The training log %s cannot be written.".formatted(file), cause);
    }
}
