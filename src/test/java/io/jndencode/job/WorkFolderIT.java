package io.jndencode.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.encode.resume.JournalRecord;
import io.jndencode.encode.resume.WorkFolder;
import io.jndencode.media.input.MediaProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose a work folder is, and which files beside it its job may replace. */
class WorkFolderIT extends ResumableJob {
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
}
