package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two users of one machine and a folder that both write to, sticky as /tmp is: one encodes, the other has been there before. */
class SharedFolderIT {
    private static final String SCRIPT =
            Path.of("").toAbsolutePath().resolve("jnd-encode").toString();
    private static final String MALLORY = "65534";
    private static final String ALICE = "1";

    @TempDir
    Path folder;

    private Path clip;
    private Path work;
    private Path precious;

    @BeforeAll
    static void build() throws Exception {
        assertThat(Child.run(Path.of("").toAbsolutePath(), Map.of(), SCRIPT, "--version")
                        .code())
                .isZero();
    }

    @BeforeEach
    void share() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("only root acts as others")
                .isEqualTo("root");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(Child.run(folder, Map.of(), "chmod", "1777", folder.toString())
                        .code())
                .isZero();
        assumeThat(as(ALICE, "test", "-x", SCRIPT).code())
                .as("others can reach the program")
                .isZero();
        clip = folder.resolve("grey.y4m");
        try (OutputStream out = Files.newOutputStream(clip)) {
            out.write("YUV4MPEG2 W64 H64 F25:1 Ip C420jpeg\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 6; i++) {
                out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[64 * 64 * 3 / 2]);
            }
        }
        work = folder.resolve(".jnd-encode-out.mp4");
        precious = folder.resolve("precious");
        assertThat(as(ALICE, "sh", "-c", "echo mine >" + precious).code()).isZero();
    }

    private Child as(String user, String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of("setpriv", "--reuid", user, "--regid", "65534", "--clear-groups"));
        words.addAll(List.of(command));
        return Child.run(folder, Map.of("JAVA_HOME", System.getProperty("java.home")), words.toArray(String[]::new));
    }

    private Child encode(String... more) throws Exception {
        List<String> words = new ArrayList<>(
                List.of(SCRIPT, clip.toString(), "-o", folder.resolve("out.mp4").toString()));
        words.addAll(List.of("--progress", "none"));
        words.addAll(List.of(more));
        return as(ALICE, words.toArray(String[]::new));
    }

    private void isRefused(Child child, Path place, String why) {
        assertThat(child.code()).as(child.err()).isEqualTo(5);
        assertThat(child.err()).contains(place + " " + why).hasLineCount(1);
        assertThat(folder.resolve("out.mp4")).doesNotExist();
        assertThat(precious).hasContent("mine");
    }

    @Test
    void aFolderOfTheOtherWithLinksInItIsRefused() throws Exception {
        assertThat(as(MALLORY, "mkdir", work.toString()).code()).isZero();
        for (String name : List.of("lock", "journal.ndjson", "output.partial.mp4")) {
            assertThat(as(MALLORY, "ln", "-s", precious.toString(), work + "/" + name)
                            .code())
                    .isZero();
        }
        isRefused(encode(), work, "belongs to nobody");
    }

    @Test
    void anEmptyFolderOfTheOtherIsRefusedOpenOrNot() throws Exception {
        assertThat(as(MALLORY, "mkdir", work.toString()).code()).isZero();
        isRefused(encode(), work, "belongs to nobody");
        assertThat(as(MALLORY, "chmod", "777", work.toString()).code()).isZero();
        isRefused(encode(), work, "belongs to nobody");
    }

    @Test
    void aLinkOfTheOtherIsRefused() throws Exception {
        Path own = folder.resolve("own");
        assertThat(as(ALICE, "mkdir", own.toString()).code()).isZero();
        assertThat(as(MALLORY, "ln", "-s", own.toString(), work.toString()).code())
                .isZero();
        isRefused(encode(), work, "is a link");
        assertThat(own).isEmptyDirectory();
    }

    @Test
    void whatIsKeptIsClosedToTheOtherInTheFolderForSegmentsToo() throws Exception {
        Path segments = folder.resolve("segments");
        assertThat(as(ALICE, "mkdir", "-m", "1777", segments.toString()).code()).isZero();
        Child child = encode("--temp-dir", segments.toString(), "--keep-temp");
        assertThat(child.code()).as(child.err()).isZero();
        assertThat(as(MALLORY, "ls", work.toString()).code()).isNotZero();
        try (var inside = Files.list(segments)) {
            for (Path place : inside.toList()) {
                assertThat(place).isNotEmptyDirectory();
                assertThat(as(MALLORY, "ls", place.toString()).code()).isNotZero();
                Files.move(place, folder.resolve("moved"));
                assertThat(as(MALLORY, "mkdir", place.toString()).code()).isZero();
                Files.delete(folder.resolve("out.mp4"));
                Files.delete(folder.resolve("out.json"));
                isRefused(encode("--temp-dir", segments.toString()), place, "belongs to nobody");
            }
        }
    }
}
