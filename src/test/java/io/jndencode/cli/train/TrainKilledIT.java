package io.jndencode.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.Main;
import io.jndencode.train.TinyDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training in a process of its own, killed without warning and started again. */
@Tag("long")
class TrainKilledIT {
    private static final int EPOCHS = 8;

    @TempDir
    private Path folder;

    @Test
    void aKilledTrainingGoesOnToTheSameCurveAndTheSameWeights() throws Exception {
        TinyDataset.write(folder.resolve("set"));
        TinyDataset.backbones(folder.resolve("backbones"));
        assertThat(finish(train("undisturbed"))).isZero();

        Path log = out("killed").resolve("logs-lat-jnd1.csv");
        Process killed = train("killed");
        while (killed.isAlive() && lines(log) < 3) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        killed.destroyForcibly();
        assertThat(finish(killed)).as("SIGKILL, not an end").isEqualTo(137);
        assertThat(lines(log)).isLessThan(EPOCHS + 1);
        assertThat(out("killed").resolve("BestModel-lat-jnd1.onnx")).doesNotExist();

        assertThat(finish(train("killed"))).isZero();
        assertThat(log).hasSameTextualContentAs(out("undisturbed").resolve("logs-lat-jnd1.csv"));
        for (String file : List.of("BestModel-lat-jnd1.onnx", "checkpoints/lat-jnd1-last.ckpt")) {
            assertThat(out("killed").resolve(file))
                    .hasSameBinaryContentAs(out("undisturbed").resolve(file));
        }
    }

    /** The same last name for both runs: the model's metadata holds the command with the last names of its paths. */
    private Path out(String run) {
        return folder.resolve(run).resolve("out");
    }

    private static long lines(Path log) throws IOException {
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    /** Checkpoints after every step, so that the kill falls between one and the next. */
    private Process train(String results) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                "lat"));
        command.addAll(List.of(
                "--jnd_value", "JND1", "--data_dir", folder.resolve("set").toString()));
        command.addAll(
                List.of("--JND_Recon_Models_Path", folder.resolve("backbones").toString()));
        command.addAll(List.of("--result_path", out(results).toString()));
        command.addAll(List.of("--epochs", Integer.toString(EPOCHS), "--batch_size", "2", "--learning_rate", "1e-4"));
        command.addAll(List.of("--size", "64x64", "--checkpoint-every", "0", "--threads", "1"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(results + ".txt").toFile())
                .start();
    }

    private static int finish(Process process) throws InterruptedException {
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
