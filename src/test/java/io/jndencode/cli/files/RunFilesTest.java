package io.jndencode.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.file.FileIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {
    @TempDir
    Path folder;

    private Path input;

    @BeforeEach
    void makeInput() throws IOException {
        input = Files.writeString(folder.resolve("a.mp4"), "x");
    }

    private AbstractThrowableAssert<?, ?> refused(Path written) {
        return assertThatThrownBy(
                        () -> new RunFiles().reads("the input", input).writes("the output", written, () -> true))
                .isInstanceOf(JndException.Usage.class);
    }

    @Test
    void theInputIsNeverReplacedHoweverItIsSpelled() throws IOException {
        Path soft = Files.createSymbolicLink(folder.resolve("soft.mp4"), input);
        Path hard = Files.createLink(folder.resolve("hard.mp4"), input);
        Path twice = Files.createSymbolicLink(folder.resolve("twice.mp4"), soft);
        Path other = Files.createDirectory(folder.resolve("other"));
        Path through = Files.createSymbolicLink(folder.resolve("through"), folder);
        refused(input).hasMessageContaining("the output " + input + " is the input itself");
        refused(soft).hasMessageContaining("the output " + soft + " is the input itself, " + input);
        refused(hard).hasMessageContaining("is the input itself");
        refused(twice).hasMessageContaining("is the input itself");
        refused(other.resolve("../a.mp4")).hasMessageContaining("is the input itself");
        refused(through.resolve("a.mp4")).hasMessageContaining("is the input itself");
        assertThat(input).hasContent("x");
    }

    @Test
    void theOrderInWhichFilesAreNamedDoesNotMatter() {
        RunFiles files = new RunFiles().writes("the output", folder.resolve("b.mp4"), () -> true);
        assertThatThrownBy(() -> files.reads("the input", folder.resolve("b.mp4")))
                .hasMessageContaining("the output")
                .hasMessageContaining("is the input itself");
    }

    @Test
    void twoOutputsNeverShareAFileThatIsNotThereYet() throws IOException {
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling.csv"), folder.resolve("out.csv"));
        Path through = Files.createSymbolicLink(folder.resolve("through"), folder);
        for (Path second : new Path[] {
            folder.resolve("out.csv"), through.resolve("out.csv"), folder.resolve("none/../out.csv"), dangling
        }) {
            RunFiles files = new RunFiles().writes("the output", folder.resolve("out.csv"), () -> false);
            assertThatThrownBy(() -> files.writes("the table", second, () -> true))
                    .isInstanceOf(JndException.Usage.class)
                    .hasMessageContaining("the output and the table are one file");
        }
        new RunFiles()
                .writes("the output", folder.resolve("out.csv"), () -> false)
                .writes("the table", folder.resolve("OUT2.csv"), () -> false);
    }

    @Test
    void namesThatDifferInCaseAreOneFileWhereTheFolderSaysSo() {
        Path folded = Path.of("Out.CSV");
        boolean alike = FileIdentity.same(folder.resolve(folded), folder.resolve("out.csv"));
        boolean ignored = Files.exists(folder.resolve("A.MP4"));
        assertThat(alike).isEqualTo(ignored);
    }

    @Test
    void nothingLiesInAFolderOfTheRunsOwn() {
        Path work = folder.resolve(".work");
        assertThatThrownBy(() ->
                        new RunFiles().worksIn("the work folder", work).reads("the input", work.resolve("deep/a.mp4")))
                .hasMessageContaining("the input")
                .hasMessageContaining("lies in the work folder " + work);
        assertThatThrownBy(() ->
                        new RunFiles().writes("the table", work, () -> true).worksIn("the work folder", work))
                .hasMessageContaining("the table");
        assertThatThrownBy(() -> new RunFiles()
                        .readsAllIn("the dataset", folder)
                        .writes("the table", folder.resolve("t.csv"), () -> true))
                .hasMessageContaining("lies in the dataset");
        new RunFiles().readsAllIn("the dataset", folder).reads("the input", input);
    }

    @Test
    void anExistingFileIsKeptUnlessAskedTo() throws IOException {
        Path there = Files.writeString(folder.resolve("there.mp4"), "x");
        assertThatThrownBy(() -> new RunFiles().writes("the output", there, () -> false))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("exists already: give -y");
        new RunFiles().writes("the output", there, () -> true);
    }

    @Test
    void aMissingFolderIsSaidBeforeAnyWork() {
        Path file = folder.resolve("no/such/out.mp4");
        assertThatThrownBy(() -> new RunFiles().writes("the output", file, () -> false))
                .isInstanceOf(JndException.Encode.class)
                .hasMessageContaining("there is no folder");
        assertThat(new RunFiles().makes("the output", file, () -> false)).isTrue();
    }

    @Test
    void devicesTakeTextsAndAreNotReplaced() {
        Path none = Path.of("/dev/null");
        org.assertj.core.api.Assumptions.assumeThat(none)
                .as("this system has no /dev/null")
                .exists();
        new RunFiles().writes("the table", none, () -> false).writes("the list", none, () -> false);
        assertThatThrownBy(() -> new RunFiles().writesWhole("the output", none, () -> true))
                .hasMessageContaining("the output /dev/null is a device or a pipe");
    }
}
