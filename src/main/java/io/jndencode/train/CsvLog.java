package io.jndencode.train;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of numbers, {@code ;}-separated, one line an epoch, appended to. */
final class CsvLog {
    private final Path file;

    /** Opens the log; writes the header where the file is new. */
    CsvLog(Path file, List<String> columns) {
        this.file = file;
        if (!Files.exists(file)) {
            append(String.join(";", columns));
        }
    }

    void line(long epoch, double... values) {
        append(Stream.concat(
                        Stream.of(Long.toString(epoch)),
                        java.util.Arrays.stream(values).mapToObj(v -> String.format(Locale.ROOT, "%.6g", v)))
                .collect(Collectors.joining(";")));
    }

    private void append(String line) {
        try {
            Files.writeString(
                    file, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new JndException.Model("The training log %s cannot be written.".formatted(file), e);
        }
    }
}
