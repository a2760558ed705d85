package io.jndencode.farm.spark;

import java.io.IOException;
import java.io.Serializable;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command line for any machine that has the program and sees the files: the unit of work.
 *
 * <p>It may run twice, on two machines at once, or be killed: its result must appear whole or not at all, and be the
 * same each time.
 *
 * @param words program and arguments
 */
public record RemoteCommand(List<String> words) implements Serializable {
    private static final long serialVersionUID = 1L;

    public RemoteCommand {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a command has at least a program");
        }
    }

    /** Returns the command as one line of text: words separated by blanks, each percent-encoded. */
    public String line() {
        return words.stream()
                .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }

    /** Parses a {@link #line}. */
    public static RemoteCommand parse(String line) {
        return new RemoteCommand(Stream.of(line.split(" ", -1))
                .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
                .toList());
    }

    /**
     * Runs the command on this machine and waits for it to end.
     *
     * @throws CommandFailed if it ends with an exit code other than 0, with the last line it wrote to its standard
     *     error
     * @throws InterruptedException if the thread was interrupted; the process is then ended
     */
    public void run() throws CommandFailed, IOException, InterruptedException {
        Path said = Files.createTempFile("jnd-encode-task-", ".log");
        try {
            Process process = new ProcessBuilder(words)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            int code;
            try {
                code = process.waitFor();
            } catch (InterruptedException e) {
                process.destroy();
                throw e;
            }
            if (code != 0) {
                throw new CommandFailed(code, lastLine(said));
            }
        } finally {
            Files.deleteIfExists(said);
        }
    }

    private static String lastLine(Path file) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
        lines.removeIf(String::isBlank);
        return lines.isEmpty() ? "nothing was said" : lines.get(lines.size() - 1);
    }
}
