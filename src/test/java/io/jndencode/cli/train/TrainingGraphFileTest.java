package io.jndencode.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.CliRun;
import io.jndencode.cli.SourceProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exported training graphs stepped by the program of docs/training-graph.md, which knows ONNX Runtime and JSON only. */
class TrainingGraphFileTest {
    @TempDir
    static Path compiled;

    private static @Nullable SourceProgram program;

    @TempDir
    Path folder;

    @BeforeAll
    static void compile() throws Exception {
        program = SourceProgram.of(Path.of("docs/StepGraph.java"), compiled);
    }

    @AfterAll
    static void close() throws IOException {
        Objects.requireNonNull(program).close();
    }

    @Test
    void theLossFallsFromTheFileAlone() throws Exception {
        Path file = folder.resolve("step.onnx");
        CliRun run = CliRun.of("graph", "mj-lat", "--training", "--size", "128x64", "-o", file.toString());
        assertThat(run.code()).as(run.err()).isZero();
        double[] losses = stepped(file, 6, 1e-3);
        assertThat(losses[5]).isLessThan(0.9 * losses[0]);
    }

    @Test
    void aBackboneIsSteppedByTheSameProgram() throws Exception {
        Path file = folder.resolve("step.onnx");
        CliRun run = CliRun.of("graph", "img-recon", "--training", "--size", "64x64", "-o", file.toString());
        assertThat(run.code()).as(run.err()).isZero();
        double[] losses = stepped(file, 6, 1e-4);
        assertThat(losses[5]).isLessThan(0.99 * losses[0]);
    }

    @Test
    void theSlimNetIsSteppedByTheSameProgram() throws Exception {
        Path file = folder.resolve("step.onnx");
        CliRun run = CliRun.of("graph", "mj-lat-small", "--training", "--size", "64x64", "-o", file.toString());
        assertThat(run.code()).as(run.err()).isZero();
        double[] losses = stepped(file, 6, 1e-2);
        assertThat(losses[5]).isLessThan(0.9 * losses[0]);
    }

    @Test
    void sizesNoNetworkCanTakeAreRefused() {
        for (String size : new String[] {"640", "100x100", "32x32", "0x64", "big"}) {
            CliRun run = CliRun.of("graph", "img-recon", "--size", size, "-o", folder.resolve("g.onnx") + "");
            assertThat(run.code()).as(size).isEqualTo(2);
            assertThat(run.err().toLowerCase(Locale.ROOT)).contains("multiples of 16");
        }
    }

    private double[] stepped(Path file, int steps, double rate) throws Exception {
        Class<?> type = Objects.requireNonNull(program).type();
        return (double[]) type.getMethod("run", String.class, int.class, double.class)
                .invoke(type.getConstructor().newInstance(), file.toString(), steps, rate);
    }
}
