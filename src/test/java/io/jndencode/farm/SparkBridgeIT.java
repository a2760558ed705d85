package io.jndencode.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jndencode.JndException;
import io.jndencode.farm.spark.RemoteCommand;
import io.jndencode.farm.spark.SparkBridge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark's driver, as {@code spark-submit} and the farm start it. Wants a Spark: {@code src/bench/spark/home.sh} makes one. */
class SparkBridgeIT {
    private static final Map<String, String> LOCAL = Map.of(
            "spark.driver.host", "127.0.0.1", "spark.driver.bindAddress", "127.0.0.1", "spark.ui.enabled", "false");

    @TempDir
    Path folder;

    private SparkInstallation spark;

    @BeforeEach
    void find() {
        String home = System.getenv("SPARK_HOME");
        assumeThat(home).as("SPARK_HOME, the folder of a Spark installation").isNotNull();
        spark = SparkInstallation.find(null, Map.of("SPARK_HOME", String.valueOf(home)));
    }

    private static RemoteCommand shell(String script) {
        return new RemoteCommand(List.of("/bin/sh", "-c", script));
    }

    /** The driver with a file of tasks: its exit code, then what it said. */
    private List<String> submitted(RemoteCommand... tasks) throws Exception {
        List<String> lines = new ArrayList<>();
        for (RemoteCommand task : tasks) {
            lines.add("task " + task.line());
        }
        Path list = Files.write(folder.resolve("tasks.txt"), lines);
        Path jar = folder.resolve("bridge.jar");
        if (Files.notExists(jar)) {
            BridgeJar.write(jar);
        }
        Map<String, String> settings = new java.util.TreeMap<>(LOCAL);
        settings.putAll(Map.of(
                "spark.master",
                "local[2,2]",
                "spark.app.name",
                "test",
                "spark.jars",
                jar.toUri().toString()));
        List<String> words = new ArrayList<>(spark.command(SparkBridge.class.getName(), jar, settings));
        words.add(list.toString());
        Path out = folder.resolve("out.txt");
        Process driver = new ProcessBuilder(words)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("log.txt").toFile())
                .start();
        assertThat(driver.waitFor(120, TimeUnit.SECONDS)).isTrue();
        List<String> said = new ArrayList<>(List.of(String.valueOf(driver.exitValue())));
        said.addAll(Files.readAllLines(out));
        return said;
    }

    @Test
    void tasksThatSucceedEndWellAndOneThatFailsDoesNot() throws Exception {
        List<String> good = submitted(shell("echo a >'" + folder + "/a'"), shell("echo b >'" + folder + "/b'"));
        assertThat(good).startsWith("0", "ready").endsWith("finished 0");
        assertThat(folder.resolve("a")).exists();
        assertThat(folder.resolve("b")).exists();

        List<String> bad = submitted(shell("true"), shell("echo the disk is full; exit 7"), shell("true"));
        assertThat(bad.get(0)).isEqualTo("1");
        assertThat(bad.get(bad.size() - 1))
                .startsWith("failed ")
                .contains("exit+code+7")
                .contains("disk+is+full");
    }

    @Test
    void aTaskThatFailsOnceIsTriedAgain() throws Exception {
        assertThat(submitted(shell("mkdir '" + folder + "/first' 2>/dev/null && exit 3; true")))
                .startsWith("0", "ready")
                .anyMatch(line -> line.startsWith("retry 0 0 "))
                .endsWith("finished 0");
    }

    @Test
    void theFarmSaysWhichTaskFailedAndWhy() throws IOException {
        Path place = Files.createDirectory(folder.resolve("driver"));
        try (SparkRunner runner = new SparkRunner(spark, "local[2,2]", LOCAL, place)) {
            assertThatThrownBy(
                            () -> runner.run(List.of(shell("true"), shell("echo no such shot; exit 3")), event -> {}))
                    .isInstanceOf(JndException.Encode.class)
                    .hasMessageContaining("a task failed on the farm")
                    .hasMessageContaining("exit code 3: no such shot");
        }
        assertThat(place).doesNotExist();
    }

    @Test
    void batchesRunBesideEachOtherAndEndForThemselves() throws IOException {
        Path place = Files.createDirectory(folder.resolve("driver"));
        List<FarmEvent> events = new CopyOnWriteArrayList<>();
        try (SparkRunner runner = new SparkRunner(spark, "local[2,2]", LOCAL, place)) {
            String gate = folder.resolve("gate").toString();
            CommandRunner.Batch waits =
                    runner.start(List.of(shell("until [ -e '" + gate + "' ]; do sleep 0.1; done")), events::add);
            CommandRunner.Batch fails = runner.start(List.of(shell("echo none; exit 3")), event -> {});
            assertThatThrownBy(fails::await).hasMessageContaining("exit code 3: none");
            runner.run(List.of(shell("true"), shell("touch '" + gate + "'")), event -> {});
            waits.await();
        }
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        FarmEvent.Done.class, done -> assertThat(done.index()).isZero());
        assertThat(place).doesNotExist();
    }
}
