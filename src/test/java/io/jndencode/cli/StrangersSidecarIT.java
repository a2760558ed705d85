package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.file.FileHash;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.SmallClip;
import io.jndencode.plan.sidecar.SidecarFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sidecar out of strangers' hands reaches no further than its own folder. */
class StrangersSidecarIT {
    private static final Path CLIP = Path.of("test-videos/sintel-phone.mp4").toAbsolutePath();

    @TempDir
    static Path made;

    private static Path clip;
    private static String model;

    @TempDir
    Path folder;

    private Path films;
    private Path upload;

    @BeforeAll
    static void makeClip() throws IOException {
        clip = SmallClip.write(CLIP, 12, 30, made.resolve("clip.mp4"));
        model = TinyModel.green().write(made.resolve("tiny.onnx")).toString();
    }

    @BeforeEach
    void makeFolders() throws IOException {
        films = Files.createDirectory(folder.resolve("private"));
        upload = Files.createDirectory(folder.resolve("upload"));
        Files.copy(clip, films.resolve("film.mp4"));
    }

    /** A sidecar of the private video in the folder of uploads. */
    private Path sidecar(String file) throws IOException {
        Path plan = folder.resolve("plan.json");
        CliRun run = CliRun.of(
                "plan", films.resolve("film.mp4").toString(), "--model", model, "--sidecar", plan.toString(), "-y");
        assertThat(run.code()).as(run.err()).isZero();
        String text = Files.readString(plan);
        Files.delete(plan);
        return Files.writeString(
                upload.resolve("film.jnd1.json"),
                text.replaceFirst("\"file\": \"[^\"]*\"", "\"file\": \"" + file + "\""));
    }

    private List<String> names(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aVideoOutsideIsRefusedAndNothingOfItIsTold() throws IOException {
        Path video = films.resolve("film.mp4");
        Files.createSymbolicLink(upload.resolve("link.mp4"), video);
        Files.createSymbolicLink(upload.resolve("linked"), films);
        for (String file : List.of(
                video.toString(),
                films.resolve("nothing.mp4").toString(),
                "../private/film.mp4",
                upload + "/../private/film.mp4",
                upload.resolve("link.mp4").toString(),
                "link.mp4",
                "linked/film.mp4")) {
            String sidecar = sidecar(file).toString();
            for (String[] words : new String[][] {
                {"apply", sidecar},
                {"shot", sidecar, "--index", "0", "-o", upload.resolve("s").toString()},
                {"stitch", sidecar, upload.resolve("s").toString()},
                {"jobs", sidecar}
            }) {
                CliRun run = CliRun.of(words);
                assertThat(run.code())
                        .as("%s of %s: %s", words[0], file, run.err())
                        .isEqualTo(3);
                assertThat(run.err())
                        .isEqualTo("jnd-encode: the video of " + sidecar + ", " + file
                                + ", is not in the sidecar's folder or below it: say which it is with --source FILE"
                                + System.lineSeparator());
            }
            assertThat(names(films)).containsExactly("film.mp4");
            assertThat(names(upload)).containsExactly("film.jnd1.json", "link.mp4", "linked");
        }
    }

    @Test
    void aReportShowsNoPicturesOfAVideoOutside() throws IOException {
        String sidecar = sidecar(films.resolve("film.mp4").toString()).toString();
        CliRun run = CliRun.of("report", sidecar);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(upload.resolve("film.jnd1.html"))).doesNotContain("data:image/");
        CliRun named = CliRun.of("report", sidecar, "--source", films + "/film.mp4", "-y");
        assertThat(named.code()).as(named.err()).isZero();
        assertThat(Files.readString(upload.resolve("film.jnd1.html"))).contains("data:image/");
    }

    @Test
    void aVideoThatIsNamedIsEncodedBesideTheSidecar() throws IOException {
        Path sidecar = sidecar("elsewhere.mp4");
        String before = FileHash.sha256(films.resolve("film.mp4"));
        CliRun run = CliRun.of("apply", sidecar.toString(), "--source", films + "/film.mp4");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().strip()).isEqualTo(upload.resolve("film.jnd1.mp4").toString());
        assertThat(names(upload)).containsExactly("film.jnd1.json", "film.jnd1.mp4");
        assertThat(names(films)).containsExactly("film.mp4");
        assertThat(FileHash.sha256(films.resolve("film.mp4"))).isEqualTo(before);
    }

    @Test
    void ofAnotherVideoNoSizeIsTold() throws IOException {
        Path sidecar = sidecar("elsewhere.mp4");
        Path other = Files.copy(CLIP, upload.resolve("other.mp4"));
        CliRun run = CliRun.of("apply", sidecar.toString(), "--source", other.toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("is not the video the sidecar was made from");
        assertThat(run.err()).doesNotContain("" + Files.size(other)).doesNotContain("" + Files.size(clip));
    }

    @Test
    void theUsualLayoutsNeedNoSource() throws IOException {
        Path beside = Files.copy(clip, upload.resolve("own.mp4"));
        Path below = Files.createDirectories(upload.resolve("a/b")).resolve("deep.mp4");
        Files.copy(clip, below);
        for (Path video : List.of(beside, below)) {
            Path sidecar = upload.resolve("plan.json");
            CliRun plan = CliRun.of("plan", video.toString(), "--model", model, "--sidecar", sidecar.toString());
            assertThat(plan.code()).as(plan.err()).isZero();
            CliRun apply = CliRun.of("apply", sidecar.toString());
            assertThat(apply.code()).as(apply.err()).isZero();
            assertThat(Path.of(apply.out().strip()).getParent()).isEqualTo(upload);
            Files.delete(sidecar);
        }
        Path moved = Files.move(beside, folder.resolve("own.mp4"));
        Files.move(sidecarOf(moved), folder.resolve("own.json"));
        CliRun apply = CliRun.of("apply", folder.resolve("own.json").toString());
        assertThat(apply.code()).as(apply.err()).isZero();
    }

    /** A plan that names the video where it was. */
    private Path sidecarOf(Path video) throws IOException {
        Path sidecar = upload.resolve("moved.json");
        CliRun plan = CliRun.of("plan", video.toString(), "--model", model, "--sidecar", sidecar.toString());
        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(SidecarFile.read(sidecar).source().file()).isEqualTo(video.toString());
        String text = Files.readString(sidecar)
                .replace(video.toString(), upload.resolve("own.mp4").toString());
        return Files.writeString(sidecar, text);
    }
}
