package io.jndencode.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.cli.CliRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class InputListTest {
    @Command
    static final class Taking {
        @Mixin
        InputList list = new InputList();
    }

    @TempDir
    Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createDirectories(folder.resolve("films"));
        for (String name : List.of("a.mkv", "b c.mkv", "#d.mkv", "films/e.mp4", "films/Ünïcode.mkv", " f.mkv")) {
            Files.writeString(folder.resolve(name), "x");
        }
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("list.txt"), text.replace("DIR", folder.toString()));
    }

    private static InputList of(String file) {
        Taking taking = new Taking();
        new CommandLine(taking).parseArgs("--list", file);
        return taking.list;
    }

    private List<String> found(InputList list, String... inputs) {
        return list.find(List.of(inputs)).stream()
                .map(found -> folder.relativize(found.file()).toString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void aLineIsWhatTheWordOnTheCommandLineIs(String end) throws IOException {
        String text = String.join(
                end,
                "\ufeffDIR/a.mkv",
                "",
                "# films",
                "   ",
                "DIR/b c.mkv",
                "\tDIR/#d.mkv ",
                "DIR/films",
                "DIR/f*s/*.mp4",
                "DIR/a.mkv");
        assertThat(found(of(written(text).toString())))
                .containsExactly("a.mkv", "b c.mkv", "#d.mkv", "films/e.mp4", "films/Ünïcode.mkv");
    }

    @Test
    void theInputsOfTheCommandLineComeFirstAndNoneTwice() throws IOException {
        InputList list = of(written("DIR/a.mkv\nDIR/b c.mkv").toString());
        assertThat(found(list, folder + "/b c.mkv")).containsExactly("b c.mkv", "a.mkv");
    }

    @Test
    void theStandardInputIsReadOnce() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream((folder + "/a.mkv\n").getBytes(StandardCharsets.UTF_8)));
            InputList list = of("-");
            list.check(List.of(), "INPUT");
            assertThat(found(list)).containsExactly("a.mkv");
            assertThat(found(list)).containsExactly("a.mkv");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void blanksBelongToANameThatHasThem() throws IOException {
        assertThat(InputList.parse(" f.mkv\n")).extracting(InputList.Line::text).containsExactly(" f.mkv");
        assertThat(found(of(written("DIR/ f.mkv").toString()))).containsExactly(" f.mkv");
    }

    @Test
    void aLineWhoseFileIsNotThereIsToldByItsNumberBeforeAnyWork() throws IOException {
        Path list = written("DIR/a.mkv\n# one\nDIR/none.mkv\nnone.mkv\nDIR/none*.mkv\n");
        assertThatThrownBy(() -> of(list.toString()).find(List.of()))
                .isInstanceOf(JndException.Input.class)
                .hasMessage("the list %s, line 3: %s/none.mkv does not exist. So it is with 2 more of its lines."
                        .formatted(list, folder));
        for (String command : List.of("plan", "shots", "predict", "farm", "label")) {
            CliRun run = command.equals("farm")
                    ? CliRun.of(command, "--master", "processes[1]", "--list", list.toString())
                    : command.equals("label")
                            ? CliRun.of(command, "--out", folder + "/set", "--list", list.toString())
                            : CliRun.of(command, "--list", list.toString());
            assertThat(run.code()).as(run.err()).isEqualTo(3);
            assertThat(run.err()).contains("list.txt, line 3: ").hasLineCount(1);
        }
        CliRun run = CliRun.of("apply", "--list", list.toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("list.txt, line 3: ");
    }

    @Test
    void addressesAreTakenWhereTheCommandLineTakesThem() throws IOException {
        Path list = written("https://host/a.mkv\n");
        assertThat(of(list.toString()).find(List.of()).get(0).file()).hasToString("https://host/a.mkv");
        assertThat(of(list.toString()).paths(List.of(), true)).hasToString("[https://host/a.mkv]");
        assertThatThrownBy(() -> of(list.toString()).paths(List.of(), false))
                .hasMessageContaining("line 1: https://host/a.mkv is a URL, and URLs are not read here");
    }

    @Test
    void whatIsNoListIsSaidInASentence() throws IOException {
        Path bytes = Files.write(folder.resolve("film.mkv"), new byte[] {1, (byte) 0xff, 2});
        Path empty = Files.writeString(folder.resolve("empty.txt"), "# nothing\n\n");
        told("cannot read the list " + bytes + ": it is not text in UTF-8.", bytes);
        told("the list " + empty + " names no input.", empty);
        told("cannot read the list " + folder + ": it is a folder", folder);
        told("cannot read the list " + folder + "/none: there is no such file.", folder.resolve("none"));
        CliRun none = CliRun.of("shots");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("INPUT is missing");
    }

    private static void told(String sentence, Path list) {
        CliRun run = CliRun.of("--list", list.toString());
        assertThat(run.code()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains(sentence).hasLineCount(1);
    }

    @Test
    void tenThousandLinesTakeNoTime() throws IOException {
        Path many = Files.createDirectories(folder.resolve("many"));
        Path list = written(IntStream.range(0, 10_000)
                .mapToObj(i -> "DIR/many/" + i + ".mkv")
                .collect(Collectors.joining("\n")));
        for (int i = 0; i < 10_000; i++) {
            Files.createFile(many.resolve(i + ".mkv"));
        }
        long start = System.nanoTime();
        List<InputFiles.Found> found = of(list.toString()).find(List.of());
        assertThat(Inputs.withoutOutputs(found)).hasSize(10_000);
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(20);
    }
}
