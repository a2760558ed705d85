package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jndencode.cli.console.Console;
import io.jndencode.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Runs every block of the README and of docs/ that is marked {@code ```sh runnable}, in order, in a folder that looks like
 * the project, with a short clip in the place of the example video.
 */
class DocsIT {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final String MARK = "```sh runnable";
    private static final String PROGRAM = "./jnd-encode ";

    @TempDir
    Path folder;

    private record Block(Path file, int line, String commands) {}

    /** Quicker than to run them all: no option, command or number of files is wrong in any. */
    @Test
    void everyCommandIsUnderstood() throws IOException {
        List<String> lines = blocks().stream()
                .flatMap(block -> block.commands().lines())
                .filter(line -> line.startsWith(PROGRAM))
                .toList();
        assertThat(lines).hasSizeGreaterThan(20).allSatisfy(line -> {
            String words =
                    line.substring(PROGRAM.length()).replaceFirst(" >.*", "").replace("'", "");
            commands().parseArgs(words.split(" "));
        });
    }

    private static CommandLine commands() {
        Terminal pipe = new Terminal(false, false, () -> 100);
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return new Main(new Console(nowhere, nowhere, pipe, CliRun.NO_TIME_PASSES)).commandLine();
    }

    @TestFactory
    @Tag("long")
    List<DynamicTest> everyRunnableBlockRuns() throws IOException {
        List<Block> blocks = blocks();
        assertThat(blocks).as("blocks marked " + MARK).isNotEmpty();
        assumeThat(ROOT.resolve("onnx-models/mj-lat.onnx"))
                .as("the commands use the shipped model")
                .exists();
        layOut();
        List<DynamicTest> tests = new ArrayList<>();
        for (Block block : blocks) {
            String name = ROOT.relativize(block.file()) + ":" + block.line();
            tests.add(DynamicTest.dynamicTest(name, () -> {
                Child child = Child.run(folder, Map.of(), "/bin/sh", "-euc", block.commands());
                assertThat(child.code()).as(child.err()).isZero();
            }));
        }
        return tests;
    }

    private void layOut() throws IOException {
        Files.createSymbolicLink(folder.resolve("jnd-encode"), ROOT.resolve("jnd-encode"));
        Files.createSymbolicLink(folder.resolve("presets"), ROOT.resolve("presets"));
        Files.createSymbolicLink(folder.resolve("onnx-models"), ROOT.resolve("onnx-models"));
        Files.createSymbolicLink(folder.resolve("docs"), ROOT.resolve("docs"));
        Files.createSymbolicLink(folder.resolve("target"), ROOT.resolve("target"));
        Path videos = Files.createDirectory(folder.resolve("test-videos"));
        try (Stream<Path> clips = Files.list(ROOT.resolve("test-videos"))) {
            for (Path clip : clips.filter(DocsIT::isShortClip).toList()) {
                Files.copy(clip, videos.resolve(clip.getFileName()));
            }
        }
        Files.copy(ROOT.resolve("test-videos/sintel-splice.mp4"), videos.resolve("sintel_trailer-720p.mp4"));
    }

    private static boolean isShortClip(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("sintel-") && !name.contains(".jnd");
    }

    private static List<Block> blocks() throws IOException {
        List<Path> files = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
        }
        List<Block> blocks = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).equals(MARK)) {
                    int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                    blocks.add(new Block(file, i + 1, String.join("\n", lines.subList(i + 1, end))));
                    i = end;
                }
            }
        }
        return blocks;
    }
}
