package io.jndencode.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jndencode.cli.CliRun;
import io.jndencode.cli.SourceProgram;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients and Adam steps of whole networks against what PyTorch computes in double precision, as recorded by {@code
 * src/bench/parity/compare.py --size 64x64 --golden src/test/resources/parity}.
 */
class PyTorchParityTest {
    private static final Path GOLDEN = Path.of("src/test/resources/parity");
    private static final String FIRST = "lat.json";
    /**
     * Of the largest element. Rounding alone moves gradients by 1e-5 of it; where a ReLU's operand is that near to nought, its element's
     * share of a sum is there or not.
     */
    private static final double GRADIENT = 5e-3;

    @TempDir
    static Path compiled;

    private static @Nullable SourceProgram dump;

    @TempDir
    Path folder;

    @BeforeAll
    static void compile() throws Exception {
        dump = SourceProgram.of(Path.of("src/bench/parity/DumpSteps.java"), compiled);
    }

    @AfterAll
    static void close() throws IOException {
        Objects.requireNonNull(dump).close();
    }

    static List<Path> otherNetworks() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> !file.endsWith(FIRST)).sorted().toList();
        }
    }

    @Test
    void tenStepsAgreeWithPyTorch() throws Exception {
        agreesWithPyTorch(GOLDEN.resolve(FIRST));
    }

    @ParameterizedTest(name = "{0}")
    @Tag("long")
    @MethodSource("otherNetworks")
    void tenStepsOfEveryOtherNetworkAgreeWithPyTorch(Path recorded) throws Exception {
        agreesWithPyTorch(recorded);
    }

    private void agreesWithPyTorch(Path recorded) throws Exception {
        JsonNode golden = new ObjectMapper().readTree(recorded.toFile());
        step(golden);
        List<String> losses = Files.readAllLines(folder.resolve("dump/losses"));
        assertThat(losses).hasSize(golden.get("losses").size());
        for (int i = 0; i < losses.size(); i++) {
            double expected = golden.get("losses").get(i).asDouble();
            assertThat(Double.parseDouble(losses.get(i)))
                    .as("loss before step %d", i + 1)
                    .isCloseTo(expected, Offset.offset(5e-3 * expected));
        }
        for (Map.Entry<String, JsonNode> gradient : golden.get("gradients").properties()) {
            agree(gradient.getKey(), gradient.getValue());
        }
    }

    private void step(JsonNode golden) throws Exception {
        Path graph = folder.resolve("graph.onnx");
        CliRun run = CliRun.of(
                "graph",
                golden.get("net").asText(),
                "--training",
                "--size",
                golden.get("size").asText(),
                "-o",
                graph.toString());
        assertThat(run.code()).as(run.err()).isZero();
        Objects.requireNonNull(dump)
                .run(
                        graph.toString(),
                        folder.resolve("dump").toString(),
                        golden.get("batch").asText(),
                        Integer.toString(golden.get("losses").size()),
                        golden.get("rate").asText());
    }

    private void agree(String name, JsonNode golden) throws IOException {
        FloatBuffer gradient = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("dump/gradient/" + name)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        double largest = golden.get("largest").asDouble();
        double squares = 0;
        for (int i = 0; i < gradient.limit(); i++) {
            squares += (double) gradient.get(i) * gradient.get(i);
        }
        double norm = golden.get("norm").asDouble();
        assertThat(Math.sqrt(squares))
                .as("norm of the gradient of %s", name)
                .isCloseTo(norm, Offset.offset(GRADIENT * norm));
        for (int i = 0; i < golden.get("places").size(); i++) {
            assertThat((double) gradient.get(golden.get("places").get(i).asInt()))
                    .as("gradient of %s at %s", name, golden.get("places").get(i))
                    .isCloseTo(golden.get("values").get(i).asDouble(), Offset.offset(GRADIENT * largest));
        }
    }
}
