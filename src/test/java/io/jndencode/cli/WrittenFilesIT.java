package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.WritingCommands.Line;
import io.jndencode.cli.console.Console;
import io.jndencode.file.FileHash;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * No combination of options makes a command change a file it reads, or write two results into one file: over generated command lines, in
 * which written files are given the names of others in all ways in which one file can be spelled.
 */
class WrittenFilesIT {
    private static final long SEED = 20260727;
    private static final int LINES_A_COMMAND = 25;

    @TempDir
    static Path folder;

    private static WritingCommands commands;

    @BeforeAll
    static void makeFiles() throws IOException {
        commands = new WritingCommands(folder);
    }

    @TestFactory
    Stream<DynamicTest> aWrittenFileThatIsAnotherIsRefused() {
        return commands.lines().stream()
                .map(line -> DynamicTest.dynamicTest(line.name(), () -> {
                    Random random = new Random(SEED + line.name().hashCode());
                    for (int n = 0; n < LINES_A_COMMAND; n++) {
                        refused(line, random);
                    }
                }));
    }

    /** Gives at least one written file the name of another file of the run. */
    private static void refused(Line line, Random random) throws IOException {
        List<String> options = chosen(line.writes(), random);
        int clashing = random.nextInt(options.size());
        Map<String, Path> written = new LinkedHashMap<>();
        for (int i = 0; i < options.size(); i++) {
            if (i != clashing) {
                written.put(options.get(i), folder.resolve("fresh" + i + ending(options.get(i))));
            }
        }
        List<Path> others =
                new ArrayList<>(line.reads().stream().map(commands::read).toList());
        others.addAll(written.values());
        if (!options.contains("-o") && !options.contains("--sidecar")) {
            others.addAll(line.usual());
        }
        Path links = Files.createTempDirectory(folder, "links");
        written.put(options.get(clashing), spelled(others.get(random.nextInt(others.size())), links, random));
        List<String> words = new ArrayList<>(line.words());
        written.forEach((option, file) -> words.addAll(List.of(option, file.toString())));
        if (random.nextInt(4) > 0 && takesOverwrite(line)) {
            words.add("-y");
        }
        Map<String, String> before = content();
        CliRun run = CliRun.of(words.toArray(String[]::new));
        assertThat(run.code()).as("%s%n%s", String.join(" ", words), run.err()).isEqualTo(2);
        assertThat(run.err()).as("%s", words).hasLineCount(1).doesNotContain("internal error");
        assertThat(content()).as("%s", words).isEqualTo(before);
        delete(links);
    }

    private static boolean takesOverwrite(Line line) {
        return !Set.of("shot", "scan", "judge", "label measure").contains(line.name());
    }

    private static String ending(String option) {
        return option.equals("-o") ? ".mp4" : ".txt";
    }

    private static List<String> chosen(List<String> options, Random random) {
        List<String> chosen = new ArrayList<>(options);
        while (chosen.size() > 1 && random.nextInt(3) > 0) {
            chosen.remove(random.nextInt(chosen.size()));
        }
        return chosen;
    }

    /** Another way to say the same file. */
    private static Path spelled(Path file, Path links, Random random) throws IOException {
        Path link = links.resolve(String.valueOf(file.getFileName()));
        return switch (random.nextInt(6)) {
            case 0 -> Files.createSymbolicLink(link, file);
            case 1 -> Files.exists(file) ? Files.createLink(link, file) : file;
            case 2 -> links.resolve("../" + folder.relativize(file));
            case 3 -> Files.createSymbolicLink(links.resolve("through"), folder).resolve(folder.relativize(file));
            case 4 -> Files.createSymbolicLink(link, links.relativize(file));
            default -> file;
        };
    }

    /** Hashes of all regular files by name: made, changed or lost ones show. */
    private static Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(file.toString(), FileHash.sha256(file));
            }
        }
        return content;
    }

    private static void delete(Path links) throws IOException {
        try (Stream<Path> files = Files.list(links)) {
            files.forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        Files.delete(links);
    }

    /** An option that names a file is either read or tested here: a new one is not forgotten. */
    @Test
    void everyOptionThatNamesAFileIsKnown() {
        Set<String> read = Set.of(
                "--shots",
                "--list",
                "--source",
                "--encode",
                "--labels",
                "--levels",
                "--groups",
                "--human",
                "--rule",
                "--data",
                "--start",
                "--backbones",
                "--preset",
                "--model",
                "--weights",
                "--spark-home",
                "--temp-dir",
                "--segments",
                "--by",
                "--pseudo");
        Set<String> folders = Set.of("--out", "--checkpoints", "--logs", "--done", "--failed");
        Set<String> tested = new TreeSet<>(Set.of("-o"));
        commands.lines().forEach(line -> tested.addAll(line.writes()));
        CommandLine whole = new Main(new Console(
                        new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false, 80))
                .commandLine();
        List<String> unknown = new ArrayList<>();
        all(whole)
                .forEach(command -> command.getCommandSpec().options().stream()
                        .filter(WrittenFilesIT::namesAFile)
                        .filter(option -> Stream.of(option.names())
                                .noneMatch(
                                        name -> read.contains(name) || folders.contains(name) || tested.contains(name)))
                        .forEach(option -> unknown.add(command.getCommandName() + " " + option.longestName())));
        assertThat(unknown).isEqualTo(List.of("test --ImgReconstrution_Model_Path")); // accepted, not used
    }

    private static boolean namesAFile(OptionSpec option) {
        Class<?>[] types = option.typeInfo().getAuxiliaryTypes();
        boolean path = types.length > 0 && types[0] == Path.class;
        return path
                || (option.paramLabel().contains("FILE") && !option.paramLabel().contains("NAME"));
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(WrittenFilesIT::all));
    }
}
