package io.jndencode.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.Installation;
import io.jndencode.JndException;
import io.jndencode.cli.SmallSplice;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.encode.VerifyOptions;
import io.jndencode.encode.resume.Journal;
import io.jndencode.encode.resume.JournalRecord;
import io.jndencode.encode.resume.WorkFolder;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.TimeRange;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.Preset;
import io.jndencode.plan.PresetStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second run for the same output takes over from the first, and what not. */
class ResumeIT {
    private static final Resources KEEP = new Resources(2, null, true);
    private static final Resources PLAIN = new Resources(2, null, false);

    @TempDir
    Path folder;

    private final List<Progress> events = Collections.synchronizedList(new ArrayList<>());
    private Path clip;
    private Path output;
    private TinyModel tiny = TinyModel.green();
    private Map<String, Object> changes = Map.of("x264Preset", "ultrafast");

    @BeforeEach
    void copyClip() throws IOException {
        clip = SmallSplice.copy(folder.resolve("clip.mp4"));
        output = folder.resolve("out.mp4");
    }

    private JobOutcome run(Resources work, Consumer<Progress> also) {
        events.clear();
        Preset preset = new PresetStore(Installation.current()).load("default").with(changes);
        try (JndModel model = JndModel.load(tiny.write(folder.resolve("tiny.onnx")), 1)) {
            return new EncodeJob(new JobRequest(clip, preset, output, true, work), model, event -> {
                        events.add(event);
                        also.accept(event);
                    })
                    .run();
        }
    }

    private JobOutcome run(Resources work) {
        return run(work, event -> {});
    }

    private byte[] bytes() throws IOException {
        return Files.readAllBytes(output);
    }

    private long encoded(boolean kept) {
        return events.stream()
                .filter(event -> event instanceof Progress.Encoded shot && shot.kept() == kept)
                .count();
    }

    private Path workFolder() {
        return folder.resolve(".jnd-encode-out.mp4");
    }

    private long judged() throws IOException {
        return Journal.read(workFolder().resolve("journal.ndjson")).stream()
                .filter(JournalRecord.Judged.class::isInstance)
                .count();
    }

    @Test
    void anInterruptedJobIsGoneOnFromAndGivesTheSameBytes() throws Exception {
        run(PLAIN);
        byte[] undisturbed = bytes();
        assertThat(workFolder()).doesNotExist();
        Files.delete(output);
        Thread job = Thread.currentThread();
        assertThatThrownBy(() -> run(new Resources(1, null, false), event -> {
                    if (event instanceof Progress.Encoded shot
                            && shot.shot().shot().index() == 1) {
                        job.interrupt();
                    }
                }))
                .isInstanceOf(JndException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(output).doesNotExist();
        assertThat(events.get(events.size() - 1))
                .isInstanceOfSatisfying(
                        Progress.Kept.class, kept -> assertThat(kept.done()).isFalse());
        run(PLAIN);
        assertThat(encoded(true)).isGreaterThanOrEqualTo(2);
        assertThat(encoded(false)).isGreaterThanOrEqualTo(1);
        assertThat(bytes()).isEqualTo(undisturbed);
        assertThat(workFolder()).doesNotExist();
    }

    @Test
    void segmentsAreVerifiedNotTrusted() throws IOException {
        JobOutcome first = run(KEEP);
        byte[] undisturbed = bytes();
        int shots = first.plan().shots().size();
        List<Path> segments;
        try (Stream<Path> files = Files.list(workFolder())) {
            segments = files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
        byte[] flipped = Files.readAllBytes(segments.get(0));
        flipped[flipped.length / 2] ^= 1;
        Files.write(segments.get(0), flipped);
        byte[] cut = Files.readAllBytes(segments.get(1));
        Files.write(segments.get(1), java.util.Arrays.copyOf(cut, cut.length - 1));
        Files.delete(segments.get(2));
        run(KEEP);
        assertThat(encoded(true)).isEqualTo(shots - 3);
        assertThat(bytes()).isEqualTo(undisturbed);
        run(new Resources(2, null, false, false));
        assertThat(encoded(true)).as("kept without resuming").isZero();
        assertThat(bytes()).isEqualTo(undisturbed);
    }

    @Test
    void anotherTargetEncodesOnlyShotsWhoseQpIsAnother() throws IOException {
        List<PlannedShot> first = run(KEEP).plan().shots();
        long predictions = judged();
        int highest = first.stream().mapToInt(PlannedShot::qp).max().orElseThrow();
        changes = Map.of("x264Preset", "ultrafast", "maxQp", highest - 1);
        List<PlannedShot> second = run(KEEP).plan().shots();
        long same = 0;
        for (int i = 0; i < first.size(); i++) {
            same += first.get(i).qp() == second.get(i).qp() ? 1 : 0;
        }
        assertThat(same).isPositive().isLessThan(first.size());
        assertThat(encoded(true)).isEqualTo(same);
        assertThat(judged()).as("predictions, none made again").isEqualTo(predictions);
    }

    @Test
    void anotherModelIsAskedButSegmentsOfTheSameQpStay() throws IOException {
        int shots = run(KEEP).plan().shots().size();
        long predictions = judged();
        tiny = TinyModel.green().with("jnd.version", "2");
        run(KEEP);
        assertThat(encoded(true)).isEqualTo(shots);
        assertThat(judged()).isEqualTo(2 * predictions);
    }

    @Test
    void otherOptionsOfTheEncoderChangeEverySegment() {
        run(KEEP);
        changes = Map.of("x264Preset", "ultrafast", "x264Params", "deblock=1,1");
        run(PLAIN);
        assertThat(encoded(true)).isZero();
    }

    @Test
    void aTouchedInputIsAnotherInput() throws IOException {
        run(KEEP);
        Files.setLastModifiedTime(clip, FileTime.fromMillis(1_000_000_000_000L));
        run(PLAIN);
        assertThat(encoded(true)).isZero();
    }

    @Test
    void aVanishedInputIsSaidAndGoneOnFromWhenItIsBack() throws IOException {
        run(PLAIN);
        byte[] undisturbed = bytes();
        Files.delete(output);
        Path away = folder.resolve("away.mp4");
        assertThatThrownBy(() -> run(new Resources(1, null, false), event -> {
                    if (event instanceof Progress.Encoded && Files.exists(clip)) {
                        move(clip, away);
                    }
                }))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("clip.mp4 does not exist");
        assertThat(output).doesNotExist();
        move(away, clip);
        run(PLAIN);
        assertThat(encoded(true)).isPositive();
        assertThat(bytes()).isEqualTo(undisturbed);
    }

    @Test
    void anInputChangedMeanwhileGivesNoOutput() {
        assertThatThrownBy(() -> run(PLAIN, event -> {
                    if (event instanceof Progress.Joining) {
                        try {
                            Files.setLastModifiedTime(clip, FileTime.fromMillis(1_000_000_000_000L));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                }))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("was changed while it was being encoded");
        assertThat(output).doesNotExist();
    }

    @Test
    void oneOutputIsWrittenByOneRun() {
        WorkFolder.Job job = new WorkFolder.Job(MediaProbe.probe(clip), output, PLAIN);
        try (WorkFolder first = WorkFolder.open(job, event -> {})) {
            assertThat(first.output()).isEqualTo(output);
            assertThatThrownBy(() -> WorkFolder.open(job, event -> {}))
                    .isInstanceOf(JndException.Encode.class)
                    .hasMessageContaining("(process " + ProcessHandle.current().pid() + ") is writing " + output);
        }
        assertThat(workFolder()).doesNotExist();
    }

    @Test
    void whatAKilledRunNamedMayBeReplacedButNothingElse() throws IOException {
        WorkFolder.Job job = new WorkFolder.Job(MediaProbe.probe(clip), output, KEEP);
        Path sidecar = folder.resolve("out.json");
        try (WorkFolder killed = WorkFolder.open(job, event -> {})) {
            killed.ledger().add(new JournalRecord.Encoded("some", 1, "hash", 1));
            Files.writeString(output, "whole");
            killed.complete(output);
            killed.write(sidecar, "{}");
        }
        assertThat(WorkFolder.left(output, output, clip)).isTrue();
        assertThat(WorkFolder.left(output, sidecar, clip)).isTrue();
        assertThat(WorkFolder.left(output, clip, clip)).isFalse();
        Files.writeString(output, "mine!");
        assertThat(WorkFolder.left(output, output, clip)).isFalse();
        Files.writeString(output, "whole");
        try (WorkFolder next = WorkFolder.open(job, event -> {})) {
            next.finished();
        }
        assertThat(WorkFolder.left(output, output, clip))
                .as("after the job's end")
                .isFalse();
    }

    @Test
    void aFolderThatWasBeingRemovedIsTakenUpOrSwept() throws IOException {
        run(KEEP);
        byte[] undisturbed = bytes();
        Path sidecar = folder.resolve("out.json");
        try (WorkFolder ending =
                WorkFolder.open(new WorkFolder.Job(MediaProbe.probe(clip), output, KEEP), event -> {})) {
            ending.complete(output);
            ending.write(sidecar, "{}");
        }
        try (Stream<Path> files = Files.list(workFolder())) {
            for (Path file :
                    files.filter(file -> !file.endsWith("journal.ndjson")).toList()) {
                Files.delete(file);
            }
        }
        assertThat(WorkFolder.left(output, output, clip)).isTrue();
        assertThat(WorkFolder.left(output, sidecar, clip)).isTrue();
        run(PLAIN);
        assertThat(bytes()).isEqualTo(undisturbed);
        assertThat(workFolder()).doesNotExist();
        Files.createDirectory(workFolder());
        EncodeJob.sweep(output);
        assertThat(workFolder()).doesNotExist();
    }

    private JobOutcome plan(Resources work, Consumer<Progress> listener) {
        Preset preset = new PresetStore(Installation.current()).load("default").with(changes);
        try (JndModel model = JndModel.load(tiny.write(folder.resolve("tiny.onnx")), 1)) {
            JobRequest request =
                    new JobRequest(clip, TimeRange.WHOLE, null, preset, null, output, false, work, VerifyOptions.NONE);
            return new EncodeJob(request, model, listener).run();
        }
    }

    private void interruptedPlan() {
        Thread job = Thread.currentThread();
        assertThatThrownBy(() -> plan(PLAIN, event -> {
                    if (event instanceof Progress.Planned shot
                            && shot.shot().shot().index() == 2) {
                        job.interrupt();
                    }
                }))
                .isInstanceOf(JndException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptedPlanIsGoneOnFrom() throws IOException {
        List<PlannedShot> undisturbed = plan(PLAIN, event -> {}).plan().shots();
        assertThat(workFolder()).doesNotExist();
        interruptedPlan();
        assertThat(judged()).isGreaterThanOrEqualTo(3);
        assertThat(plan(PLAIN, event -> {}).plan().shots()).isEqualTo(undisturbed);
        assertThat(workFolder()).doesNotExist();
    }

    @Test
    void theMainJobGoesOnFromAPlan() throws IOException {
        run(PLAIN);
        byte[] undisturbed = bytes();
        interruptedPlan();
        long before = judged();
        run(KEEP);
        assertThat(bytes()).isEqualTo(undisturbed);
        assertThat(judged())
                .as("shots noted by both")
                .isEqualTo(events.stream()
                        .filter(Progress.Planned.class::isInstance)
                        .count());
        assertThat(before).isPositive();
        run(new Resources(2, null, false, false));
        plan(KEEP, event -> {});
        run(PLAIN);
        assertThat(events.stream().filter(Progress.FramesRead.class::isInstance).count())
                .as("reports of an analysis that is remembered whole")
                .isEqualTo(1);
        assertThat(bytes()).isEqualTo(undisturbed);
    }

    @Test
    void aPlanLeavesTheSegmentsOfAnInterruptedEncodeAlone() {
        run(KEEP);
        plan(PLAIN, event -> {});
        run(PLAIN);
        assertThat(encoded(false)).isZero();
    }

    @Test
    void aLackOfMemoryEndsTheJobWithASentence() throws IOException {
        assertThatThrownBy(() -> run(PLAIN, event -> {
                    if (event instanceof Progress.Encoded) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                }))
                .isInstanceOf(JndException.Encode.class)
                .hasMessageContaining("there is not enough memory for encoding shot ")
                .hasMessageContaining("Java heap space");
        run(PLAIN);
        assertThat(output).exists();
        assertThat(workFolder()).doesNotExist();
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
