package io.jndencode.label.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.cli.CliRun;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.GroupSplitter;
import io.jndencode.dataset.LabelledPicture;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.Split;
import io.jndencode.quality.rule.MetricJndModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricLabelsIT {
    private static final Path VIDEO = Path.of("test-videos/sintel-phone.mp4");

    @TempDir
    Path folder;

    private MetricLabels labels(Path out, int workers, Path... inputs) {
        GroupSplitter groups = new GroupSplitter(List.of(), List.of(), 0, 0, 1);
        return new MetricLabels(
                new MetricLabelOptions(List.of(inputs), out, MetricJndModel.standard(), groups, 2, 2, true, workers));
    }

    @Test
    void aRunThatWasStoppedGoesOnAndComesToTheSameWithAnyNumberOfWorkers() throws IOException {
        Path whole = folder.resolve("whole");
        MetricLabels.Outcome outcome = labels(whole, 2, VIDEO).run(line -> {});
        assertThat(outcome.shots()).isEqualTo(2);
        assertThat(outcome.made()).isEqualTo(2);
        assertThat(outcome.measured()).isBetween(4, 8);
        assertDatasetWithItsCurves(whole);

        Path stopped = folder.resolve("stopped");
        labels(stopped, 1, VIDEO).run(line -> {});
        List<String> journal = Files.readAllLines(stopped.resolve("journal.ndjson"));
        String last = journal.get(journal.size() - 1);
        List<String> cut = new ArrayList<>(journal.subList(0, journal.size() - 1));
        cut.add(last.substring(0, last.length() / 2));
        Files.writeString(stopped.resolve("journal.ndjson"), String.join("\n", cut));
        List<String> told = new ArrayList<>();
        assertThat(labels(stopped, 1, VIDEO).run(told::add).made()).isEqualTo(1);
        assertThat(told)
                .filteredOn(line -> !line.startsWith("the part ") && !line.startsWith("too little to train on"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("sintel-phone.mp4");
        assertThat(stopped.resolve("manifest.json")).hasSameTextualContentAs(whole.resolve("manifest.json"));
        assertThat(labels(stopped, 1, VIDEO).run(line -> {}).made()).isZero();
    }

    private static void assertDatasetWithItsCurves(Path root) throws IOException {
        Manifest manifest = Manifest.read(root.resolve("manifest.json"));
        assertThat(manifest.pictures()).hasSize(4);
        DatasetLayout layout = new DatasetLayout(root);
        assertThat(Files.readAllLines(layout.levels(Split.TRAIN))).hasSize(4);
        for (Manifest.Entry picture : manifest.pictures()) {
            assertThat(layout.pictures(Split.TRAIN).resolve(picture.name())).exists();
            assertThat(root.resolve("jnd3train").resolve(picture.name())).exists();
            assertThat(layout.previous(Split.TRAIN).resolve(picture.name())).exists();
            assertThat(picture.jnd1()).isBetween(10.0, 40.0);
            assertThat(Objects.requireNonNull(picture.trial()).psnr()).isBetween(25.0, 60.0);
        }
        assertThat(Files.readString(root.resolve("manifest.json"))).contains("\"curve\"", "\"xpsnr\"", "\"rule\"");
    }

    @Test
    void whatCannotBeLabelledIsLeftOutWithAReason() throws IOException {
        Path inputs = Files.createDirectory(folder.resolve("inputs"));
        Files.writeString(inputs.resolve("notes.txt"), "no video");
        Files.copy(Path.of("test-videos/sintel-audio.m4a"), inputs.resolve("sound.m4a"));
        MetricLabels.Outcome outcome = labels(folder.resolve("none"), 1, inputs).run(line -> {});
        assertThat(outcome.shots()).isZero();
        assertThat(outcome.left()).hasSize(2);
        assertThatThrownBy(() -> labels(folder.resolve("none"), 1, Files.createDirectory(folder.resolve("empty")))
                        .run(line -> {}))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("nothing to label");
    }

    /** The smallest clip there is, under a name of its own. */
    private Path named(String name) throws IOException {
        return Files.copy(Path.of("test-videos/sintel-deep-coarse.mp4"), folder.resolve(name));
    }

    private static CliRun label(Path out, String... more) {
        List<String> line = new ArrayList<>(List.of("label", "--out", out.toString(), "--max-shots", "1"));
        line.addAll(List.of(more));
        return CliRun.of(line.toArray(String[]::new));
    }

    @Test
    void otherInputsAreAddedAndWhatIsThereKeepsItsLevels() throws IOException {
        Path out = folder.resolve("set");
        String first = named("first.mp4").toString();
        String second = named("second.mp4").toString();
        CliRun before = label(out, first, "--plain", "--frames", "2");
        assertThat(before.code()).as(before.err()).isZero();
        CliRun after = label(out, second, "--plain", "--frames", "3");
        assertThat(after.code()).as(after.err()).isZero();
        Dataset dataset = Dataset.read(new DatasetLayout(out), Split.TRAIN);
        assertThat(dataset.pictures().stream().map(LabelledPicture::source))
                .containsExactly("first.mp4", "first.mp4", "second.mp4", "second.mp4", "second.mp4");
        byte[] manifest = Files.readAllBytes(out.resolve("manifest.json"));
        assertRefused(label(out, first, "--plain", "--frames", "1"), "would be lost");
        assertRefused(label(out, named("third.mp4").toString()), "first.mp4", "--plain");
        assertThat(out.resolve("manifest.json")).hasBinaryContent(manifest);
    }

    private static void assertRefused(CliRun run, String... words) {
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(words);
    }

    @Test
    void whatTrainingWillLackIsSaidBeforeAnythingIsEncoded() throws IOException {
        CliRun run = label(folder.resolve("set"), named("only.mp4").toString(), "--plain", "--frames", "1");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err().lines().takeWhile(line -> !line.startsWith("1 of 1 shots")))
                .anyMatch(line -> line.contains("valid stays empty") && line.contains("add 4 sources"))
                .anyMatch(line -> line.contains("test stays empty") && line.contains("add 9 sources"))
                .anyMatch(line -> line.contains("too little to train on (shots: 1, sources: 1)"));
        Path notes = Files.writeString(folder.resolve("notes.txt"), "no video");
        CliRun nothing = label(folder.resolve("other"), notes.toString());
        assertThat(nothing.code()).isEqualTo(3);
        assertThat(nothing.err()).contains("notes.txt");
    }
}
