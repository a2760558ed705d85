package io.jndencode.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.plan.PlannedShot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a second run for the same output takes over from the first, and what not. */
class ResumeIT extends ResumableJob {
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
