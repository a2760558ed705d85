package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every block of some pages that is marked {@code ```sh runnable}, in order, in a folder that looks like the project with short
 * clips in it. No page needs what another one has made, so that the pages are shared among classes that run side by side.
 */
@Tag("long")
abstract class RunnableDocs {
    static final Path ROOT = Path.of("").toAbsolutePath();
    static final Set<String> OF_COMMANDS = Set.of("README.md", "commands.md");
    static final Set<String> OF_FARMS = Set.of("farm.md", "ladder.md");
    static final Set<String> OF_TRAINING = Set.of("labels.md", "library.md", "training-graph.md");

    @TempDir
    Path folder;

    /** Commands that a reader may copy. */
    record Block(Path page, int line, String commands) {}

    /** Whether a page, by its name, is run here. */
    abstract boolean has(String page);

    @TestFactory
    List<DynamicTest> everyRunnableBlockRuns() throws IOException {
        List<Block> blocks = blocks().stream()
                .filter(block -> has(block.page().getFileName().toString()))
                .toList();
        assertThat(blocks).isNotEmpty();
        assumeThat(ROOT.resolve("onnx-models/mj-lat.onnx"))
                .as("the commands use the shipped model")
                .exists();
        ShortClips.layOut(folder);
        List<DynamicTest> tests = new ArrayList<>();
        for (Block block : blocks) {
            String name = ROOT.relativize(block.page()) + ":" + block.line();
            tests.add(DynamicTest.dynamicTest(name, () -> {
                Child child = Child.run(folder, Map.of(), "/bin/sh", "-euc", block.commands());
                assertThat(child.code()).as(child.err()).isZero();
            }));
        }
        return tests;
    }

    /** All blocks of the README and of docs/. */
    static List<Block> blocks() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        List<Block> blocks = new ArrayList<>();
        for (Path page : pages) {
            List<String> lines = Files.readAllLines(page);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).equals("```sh runnable")) {
                    int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                    blocks.add(new Block(page, i + 1, String.join("\n", lines.subList(i + 1, end))));
                    i = end;
                }
            }
        }
        return blocks;
    }
}
