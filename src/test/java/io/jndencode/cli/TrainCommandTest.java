package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    private Path folder;

    @Test
    void anUnknownNetworkIsAUsageError() {
        CliRun run = CliRun.of("train", "mj-cat", "--data", "x", "--out", folder.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("mj-cat").contains("img-recon");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void jndReconNeedsItsLevel() {
        CliRun run = CliRun.of("train", "jnd-recon", "--data_dir", "x", "--result_path", folder.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--level 1, 2 or 3");
    }

    @Test
    void aMissingDatasetIsNamed() {
        Path nowhere = folder.resolve("nowhere");
        CliRun run = CliRun.of("train", "img-recon", "--data", nowhere.toString(), "--out", folder.toString());
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).contains(nowhere.toString());
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void aTrainingGraphIsWrittenOnceAndNeverOver() throws Exception {
        Path file = folder.resolve("step.onnx");
        CliRun run = CliRun.of("graph", "mj-lat", "--training", "-o", file.toString());
        assertThat(run.code()).as(run.err()).isZero();
        ModelProto graph = ModelProto.parseFrom(Files.readAllBytes(file));
        assertThat(graph.getGraph().getInputList())
                .anyMatch(input -> input.getName().equals("lr"));
        assertThat(graph.getMetadataPropsList()).isNotEmpty();
        assertThat(CliRun.of("graph", "mj-lat", "-o", file.toString()).code()).isEqualTo(2);
    }

    @Test
    void aTableOfLabelsMustExist() {
        Path table = folder.resolve("labels.tsv");
        CliRun run = CliRun.of("label", folder.toString(), "--labels", table.toString(), "--out", folder + "/set");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains(table.toString());
    }
}
