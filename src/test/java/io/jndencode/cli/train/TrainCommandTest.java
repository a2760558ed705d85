package io.jndencode.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.jndencode.cli.CliRun;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.Split;
import io.jndencode.train.TinyDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void aNetworkOfOneLevelNeedsOneThatExists() {
        String out = folder.toString();
        assertThat(CliRun.of("train", "e2e-rec", "--data", "x", "--out", out).err())
                .contains("e2e-rec", "--level 1, 2 or 3");
        CliRun fourth = CliRun.of("train", "lat", "--jnd_value", "JND4", "--data", "x", "--out", out);
        assertThat(fourth.code()).isEqualTo(2);
        assertThat(fourth.err()).contains("JND4");
    }

    @Test
    void aBatchIsDoneInEqualParts() {
        CliRun run = CliRun.of(
                "train",
                "mj-rec",
                "--data",
                "x",
                "--out",
                folder.toString(),
                "--batch-size",
                "8",
                "--micro-batch",
                "3");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("batch of 8", "3 pictures");
    }

    /** Before anything is read: there is no dataset. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "e2e-rec --level 1 --pseudo p | of networks on frozen backbones",
                "img-recon --pseudo p | img-recon is none",
                "lite --pseudo p | lite is none",
                "mj-lat --stages 3,3 | give --pseudo DIR too",
                "mj-lat --label-rate 1e-5 | give --pseudo DIR too",
                "mj-lat --pseudo p --stages 1,2,3 | wants two numbers",
                "mj-lat --pseudo p --stages 0,2 | each 1 or more",
                "mj-lat --pseudo p --label-rate 0 | --label-rate must be above 0",
                "mj-lat-small --pseudo p --stages 3,3 | wants three numbers",
                "mj-lat-small | give --pseudo DIR"
            })
    void pseudoLabelsAreOfNetworksThatTakeThem(String arguments, String said) {
        List<String> line = new ArrayList<>(List.of("train"));
        line.addAll(List.of(arguments.strip().split(" ", -1)));
        line.addAll(List.of("--data", "x", "--out", folder.toString()));
        CliRun run = CliRun.of(line.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(said);
    }

    @Test
    void aPlaceForTheModelMustBeGiven() {
        CliRun run = CliRun.of("train", "mj-rec", "--data", "x");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--out");
    }

    @Test
    void aNetworkWithoutItsModelIsNotJudged() {
        String nowhere = folder.toString();
        CliRun run = CliRun.of("test", "lat", "--jnd_value", "2", "--data_dir", "x", "--model_weights_path", nowhere);
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).contains("BestModel-lat-jnd2.onnx");
    }

    @Test
    void aTestWritesTheReferencesTableAndAPlot() throws Exception {
        TinyDataset.write(folder.resolve("set"));
        TinyDataset.backbones(folder.resolve("backbones"));
        String data = folder.resolve("set").toString();
        String out = folder.resolve("out").toString();
        CliRun trained = CliRun.of(
                "train",
                "lat",
                "--jnd_value",
                "3",
                "--data_dir",
                data,
                "--checkpoint_path",
                out,
                "--epochs",
                "1",
                "--JND_Recon_Models_Path",
                folder.resolve("backbones").toString(),
                "--size",
                "64x64",
                "--threads",
                "1");
        assertThat(trained.code()).as(trained.err()).isZero();
        CliRun run = CliRun.of(
                "test",
                "lat",
                "--jnd_value",
                "JND3",
                "--data_dir",
                data,
                "--model_weights_path",
                out,
                "--result_path",
                out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("constant MAE").containsPattern("JND3\t4\t");
        assertThat(run.err()).contains("none of the 4 shots");
        assertThat(Files.readAllLines(folder.resolve("out/lat-jnd3-test_results.csv")))
                .hasSize(4)
                .allMatch(line -> Double.parseDouble(line) >= 0);
        assertThat(folder.resolve("out/lat-jnd3-test_scatter.svg")).content().contains("<circle", "JND3");
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
        CliRun run = CliRun.of("graph", "mj-lat", "--training", "--size", "64x64", "-o", file.toString());
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

    @Test
    void aTestOnWhatTheModelLearntFromSaysSo() throws Exception {
        DatasetLayout layout = TinyDataset.write(folder.resolve("set"), 8);
        // As label leaves it where there are few sources.
        empty(layout.pictures(Split.TEST));
        Files.writeString(layout.levels(Split.TEST), "");
        String data = layout.root().toString();
        String out = folder.resolve("out").toString();
        CliRun trained =
                CliRun.of("train", "lite", "--data", data, "--out", out, "--folds", "3", "--never-train", "p1");
        assertThat(trained.code()).as(trained.err()).isZero();
        String model = folder.resolve("out/BestModel-lite.onnx").toString();
        CliRun tested = CliRun.of("test", model, "--data", data, "--split", "valid");
        assertThat(tested.err()).contains("7 of the 8 shots (88 %)", "flatter");
        DatasetLayout other = TinyDataset.write(folder.resolve("other"), 9);
        empty(layout.pictures(Split.VALID));
        Files.delete(layout.pictures(Split.VALID));
        Files.move(other.pictures(Split.TEST), layout.pictures(Split.VALID));
        assertThat(CliRun.of("test", model, "--data", data, "--split", "valid").err())
                .contains("none of the 9 shots");
    }

    private static void empty(Path part) throws IOException {
        try (Stream<Path> files = Files.list(part)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void ofAModelThatDoesNotTellItsSourcesTheyAreUnknown() throws Exception {
        DatasetLayout layout = TinyDataset.write(folder.resolve("set"), 8);
        String out = folder.resolve("out").toString();
        assertThat(CliRun.of("train", "lite", "--data", layout.root().toString(), "--out", out, "--folds", "3")
                        .code())
                .isZero();
        Path model = folder.resolve("out/BestModel-lite.onnx");
        ModelProto.Builder older = ModelProto.parseFrom(Files.readAllBytes(model)).toBuilder();
        List<StringStringEntryProto> kept = older.getMetadataPropsList().stream()
                .filter(entry -> !entry.getKey().equals("jnd.training.sources"))
                .toList();
        Files.write(
                model,
                older.clearMetadataProps().addAllMetadataProps(kept).build().toByteArray());
        CliRun run = CliRun.of("test", model.toString(), "--data", layout.root().toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("unknown how many of the 8 shots");
    }
}
