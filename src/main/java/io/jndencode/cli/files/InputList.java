package io.jndencode.cli.files;

import io.jndencode.JndException;
import io.jndencode.file.SmallText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * More inputs, named in a file: a line is what the same word on the command line is. Blank lines and those that begin with {@code #} name
 * none. Read once, for it may be the standard input.
 */
public final class InputList {
    private static final int MOST_BYTES = 64 << 20;
    private static final Path STANDARD_INPUT = Path.of("-");

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description = "a file with more inputs, one a line, as on the command line (# begins a comment); - is the"
                    + " standard input")
    private @Nullable Path list;

    private @Nullable List<Line> lines;

    /**
     * One line that names something.
     *
     * @param number of the line, from 1
     */
    record Line(int number, String text) {}

    /** Reads the list, if one is given; throws if it cannot be read or if nothing at all is named. */
    public void check(List<?> inputs, String label) {
        if (inputs.isEmpty() && list == null) {
            throw new JndException.Usage(label + " is missing: name one, or a file that names them with --list FILE");
        }
        if (list != null && lines().isEmpty()) {
            throw new JndException.Input("the list " + shown() + " names no input.");
        }
    }

    /** Returns whether a list is given. */
    public boolean given() {
        return list != null;
    }

    /** Declares the list as a file that is read. */
    public void declare(RunFiles files) {
        files.reads("the list", STANDARD_INPUT.equals(list) ? null : list);
    }

    /** Returns the files that the inputs of the command line and then those of the list stand for. */
    public List<InputFiles.Found> find(List<String> inputs) {
        InputFiles files = new InputFiles();
        inputs.forEach(files::add);
        each((line, word) -> {
            if (!Url.isAddress(word) && InputFiles.isOne(word) && !Files.exists(Path.of(word))) {
                throw new JndException.Input(absent(word));
            }
            files.add(word);
        });
        return files.found();
    }

    /**
     * Returns the files of the command line and then those of the list.
     *
     * @param addresses whether they may be http and https addresses
     */
    public List<Path> paths(List<Path> inputs, boolean addresses) {
        List<Path> paths = new ArrayList<>(inputs);
        each((line, word) -> {
            Optional<String> hint = Url.hint(word, addresses);
            if (hint.isPresent()) {
                throw new JndException.Input(hint.get());
            }
            Path path = Url.path(word);
            if (!Url.isAddress(word) && !Files.exists(path)) {
                throw new JndException.Input(absent(word));
            }
            paths.add(path);
        });
        return paths;
    }

    private static String absent(String word) {
        boolean whole = Path.of(word).isAbsolute();
        return word + " does not exist" + (whole ? "." : " (names are looked up from the current folder).");
    }

    /** What is done with a line. */
    private interface Use {
        void of(Line line, String word);
    }

    /** Goes through all lines; throws what is wrong with the first one that is, and says how many others are. */
    private void each(Use use) {
        String first = "";
        int others = 0;
        for (Line line : lines()) {
            try {
                use.of(line, word(line.text()));
            } catch (JndException.Input | JndException.Usage | InvalidPathException e) {
                others += first.isEmpty() ? 0 : 1;
                first = first.isEmpty()
                        ? "the list %s, line %d: %s".formatted(shown(), line.number(), e.getMessage())
                        : first;
            }
        }
        if (!first.isEmpty()) {
            throw new JndException.Input(
                    others == 0 ? first : first + " So it is with %d more of its lines.".formatted(others));
        }
    }

    /** Blanks around a name are only part of it where a file is called so. */
    private static String word(String text) {
        String stripped = text.strip();
        return stripped.equals(text) || exists(text) ? text : stripped;
    }

    private static boolean exists(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private String shown() {
        return STANDARD_INPUT.equals(list) ? "on the standard input" : String.valueOf(list);
    }

    private List<Line> lines() {
        if (lines == null) {
            lines = list == null ? List.of() : parse(text(list));
        }
        return lines;
    }

    /** Returns the lines that name something. */
    static List<Line> parse(String text) {
        List<Line> named = new ArrayList<>();
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        int number = 0;
        for (String line : plain.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                named.add(new Line(number, line));
            }
        }
        return named;
    }

    private String text(Path file) {
        try (InputStream in = STANDARD_INPUT.equals(file) ? System.in : Files.newInputStream(file)) {
            if (Files.isDirectory(file)) {
                throw new IOException("it is a folder: name that as an input");
            }
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("it is larger than " + (MOST_BYTES >> 20) + " MiB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JndException.Input("cannot read the list " + shown() + ": it is not text in UTF-8.", e);
        } catch (IOException e) {
            String why = Files.exists(file) ? SmallText.shown(String.valueOf(e.getMessage())) : "there is no such file";
            throw new JndException.Input("cannot read the list " + shown() + ": " + why + ".", e);
        }
    }
}
