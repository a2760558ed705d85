package io.jndencode.cli.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.cli.CliRun;
import io.jndencode.dataset.Manifest;
import io.jndencode.media.SmallClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On small clips of our own in VideoSet's layout: nine clips of three films, bitstreams and sources, with three tables. */
class PeopleCommandIT {
    private static final int CLIPS = 9;
    private static final List<String> FILMS = List.of("sintel-deep.mp4", "sintel-phone.mp4", "sintel-splice.mp4");

    @TempDir
    private Path folder;

    private Path set() {
        return folder.resolve("VideoSet");
    }

    private Path out() {
        return folder.resolve("people");
    }

    private void standIn() throws IOException {
        Files.createDirectories(set());
        StringBuilder groups = new StringBuilder("seq,group\n");
        for (int clip = 1; clip <= CLIPS; clip++) {
            String film = FILMS.get(clip % FILMS.size());
            boolean bitstream = clip > 6;
            String name = bitstream ? "videoSRC%03d_640x272_24_qp_00.264" : "videoSRC%03d_640x272_24.mkv";
            SmallClip.write(Path.of("test-videos").resolve(film), 4, 1 + clip, set().resolve(name.formatted(clip)));
            groups.append(clip).append(',').append(film).append('\n');
        }
        Files.writeString(folder.resolve("films.csv"), groups);
        for (int level = 1; level <= 3; level++) {
            Files.writeString(folder.resolve("level" + level + ".csv"), table(level));
        }
    }

    /** What thirty people said, spread by 6 QP about JND1 = 20 + the clip's number. */
    private static String table(int level) {
        StringBuilder rows =
                new StringBuilder("anchor,jnd,mean,normality,samples,samples_no,sequence_index,standard_deviation\n");
        for (int clip = 1; clip <= CLIPS; clip++) {
            rows.append(String.format(
                    Locale.ROOT, "0,%d,%d,1,\"[]\",36,%d,6%n", 16 + 4 * level + clip, 20 + 4 * level + clip, clip));
        }
        return rows.toString();
    }

    private CliRun people(String... more) {
        List<String> line = new ArrayList<>(List.of("people", set().toString(), "--frames", "1", "--model", "lite"));
        line.addAll(List.of("--groups", folder.resolve("films.csv").toString(), "--out", out().toString()));
        line.add("--levels");
        line.add(Stream.of(1, 2, 3)
                .map(level -> folder.resolve("level" + level + ".csv").toString())
                .collect(Collectors.joining(",")));
        line.addAll(List.of(more));
        return CliRun.of(line.toArray(String[]::new));
    }

    private static double bias(String row) {
        return Double.parseDouble(row.split(" \\| ", -1)[4].split(" ", -1)[0]);
    }

    @Test
    void modelsAreComparedWithPeopleAndOneLearnsFromThem() throws IOException {
        standIn();
        CliRun run = people("--retrain");
        assertThat(run.code()).as(run.err()).isZero();
        List<String> rows = run.out().lines().toList();
        assertThat(rows).hasSize(4);
        assertThat(rows.get(2)).startsWith("| lite | 9 | ");
        assertThat(rows.get(3)).startsWith("| lite, taught by these answers, never by the clip's group | 9 | ");
        assertThat(run.err()).contains("the answers alone are worth 1.09 QP"); // 6 / sqrt(36) x 1.3625 x 0.798
        assertThat(out().resolve("models/BestModel-lite.onnx")).isRegularFile();
        assertThat(out().resolve("jnd1train"))
                .as("no picture at JND quality is needed")
                .isEmptyDirectory();

        Manifest manifest = Manifest.read(out().resolve("manifest.json"));
        assertThat(manifest.pictures())
                .hasSize(CLIPS)
                .extracting(Manifest.Entry::group)
                .isSubsetOf(FILMS);
        finerBy(3, manifest).write(out().resolve("manifest.json"));
        CliRun again = CliRun.of("people", out().toString(), "--model", "lite");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(bias(again.out().lines().toList().get(2)))
                .as("people who see more make the same predictions coarser")
                .isCloseTo(bias(rows.get(2)) + 3, within(0.011));
        assertThat(people("--retrain").code())
                .as("the model is not replaced unasked")
                .isEqualTo(2);
    }

    private static Manifest finerBy(double qp, Manifest manifest) {
        return new Manifest(
                manifest.schema(),
                manifest.labels(),
                manifest.pictures().stream()
                        .map(e -> new Manifest.Entry(
                                e.name(),
                                e.split(),
                                e.source(),
                                e.group(),
                                e.shot(),
                                e.frame(),
                                e.tag(),
                                e.jnd1() - qp,
                                e.jnd2() - qp,
                                e.jnd3() - qp,
                                e.spread(),
                                e.weight(),
                                e.trial()))
                        .toList());
    }

    @Test
    void levelsThatNobodyGaveAreNoAnswers() throws IOException {
        new Manifest(Manifest.SCHEMA, "metric-JND", List.of()).write(folder.resolve("manifest.json"));
        CliRun run = CliRun.of("people", folder.toString(), "--model", "lite");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).contains("metric-JND", "label videoset");
    }

    @Test
    void whatIsMissingIsAskedForBeforeAnyWork() throws IOException {
        Files.createDirectories(set());
        CliRun tables = CliRun.of("people", set().toString(), "--out", out().toString());
        assertThat(tables.code()).isEqualTo(2);
        assertThat(tables.err()).contains("--levels");
        CliRun place = CliRun.of("people", set().toString(), "--levels", "a,b,c");
        assertThat(place.code()).isEqualTo(2);
        assertThat(place.err()).contains("--out");
    }
}
