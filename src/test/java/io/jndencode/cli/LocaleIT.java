package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java writes a number with the digits of the user's language: the same job must come out in all of them. */
class LocaleIT {
    private static final Path CLIP = Path.of("test-videos/sintel-deep-coarse.mp4");

    @TempDir
    static Path folder;

    private static Path expected = CLIP;

    @BeforeAll
    static void inEnglish() throws Exception {
        expected = plan("en", "US");
    }

    /** A language whose own digits Java writes, and one with a comma in its numbers, whose i has no dot in capitals. */
    @ParameterizedTest
    @CsvSource({"ar, EG", "tr, TR"})
    void theSameFilesComeOutInEveryLanguage(String language, String country) throws Exception {
        theSameFilesComeOut(language, country);
    }

    /** Two more whose own digits Java writes, and one more with a comma. */
    @ParameterizedTest
    @Tag("long")
    @CsvSource({"fa, IR", "my, MM", "de, DE"})
    void andInOthersLikeThem(String language, String country) throws Exception {
        theSameFilesComeOut(language, country);
    }

    private static void theSameFilesComeOut(String language, String country) throws Exception {
        Path made = plan(language, country);
        assertThat(made).hasSameTextualContentAs(expected);
        assertThat(made.resolveSibling(made.getFileName() + ".csv"))
                .hasSameTextualContentAs(expected.resolveSibling(expected.getFileName() + ".csv"));
    }

    private static Path plan(String language, String country) throws Exception {
        Path sidecar = folder.resolve(language + ".json");
        List<String> command =
                new ArrayList<>(OwnJava.command("-Xmx1g", "-Duser.language=" + language, "-Duser.country=" + country));
        command.addAll(List.of("plan", CLIP.toAbsolutePath().toString(), "-o", sidecar.toString()));
        command.addAll(List.of("--csv", sidecar + ".csv", "--progress", "none", "--overwrite"));
        Child child = Child.run(folder, Map.of("ORT_DISABLE_TELEMETRY", "1"), command.toArray(String[]::new));
        assertThat(child.code()).as(child.err()).isZero();
        assertThat(Files.readString(sidecar)).contains("\"qp\"");
        return sidecar;
    }
}
