package io.jndencode.cli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.CliRun;
import io.jndencode.media.MadeVideo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The encoders beside x264 on a farm: of processes, and of a local Spark where {@code SPARK_HOME} names an installation
 * ({@code src/bench/spark/home.sh} makes one).
 */
@Tag("long")
class FarmEncodersIT extends PlannedClip {
    @ParameterizedTest
    @CsvSource({"x265, ultrafast, mp4", "svt-av1, 13, mkv"})
    void aFarmMakesTheBytesOfOneMachine(String encoder, String speed, String container) {
        Path source = MadeVideo.of(CLIP, 20, 60, folder.resolve("clip.mkv"), "scale=160:68");
        String spark = System.getenv("SPARK_HOME");
        List<String> masters = new ArrayList<>(List.of("processes[2]"));
        masters.addAll(spark == null ? List.of() : List.of("local[2]"));
        List<String> options = new ArrayList<>(List.of("--model", model, "--preset", "fast", "--encoder", encoder));
        options.addAll(List.of("--encoder-preset", speed, "-y", "-o"));
        ok(run(source, options, path("one." + container)));
        for (String master : masters) {
            List<String> words = new ArrayList<>(List.of("farm"));
            CliRun farm = run(words, source, options, path("farm." + container), "--master", master);
            ok(farm);
            assertThat(farm.err()).as(master).contains(" tasks in ");
            assertThat(folder.resolve("farm." + container))
                    .as(master)
                    .hasSameBinaryContentAs(folder.resolve("one." + container));
        }
    }

    private static CliRun run(Path source, List<String> options, String output) {
        return run(new ArrayList<>(), source, options, output);
    }

    private static CliRun run(List<String> words, Path source, List<String> options, String output, String... more) {
        words.add(source.toString());
        words.addAll(options);
        words.add(output);
        words.addAll(List.of(more));
        return CliRun.of(words.toArray(String[]::new));
    }
}
