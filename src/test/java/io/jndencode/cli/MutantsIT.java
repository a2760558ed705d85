package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.Mutant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files end with an exit code of the contract and one sentence. {@code src/bench/fuzz.sh} does thousands, encodes and all. */
class MutantsIT {
    private static final int MUTANTS = 40;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void damagedFilesArePlannedOrRefused() throws IOException {
        List<Mutant.Seed> seeds = new ArrayList<>();
        for (String name : List.of("sintel-deep.mp4", "sintel-phone-coarse.mkv", "sintel-hlg10.mp4")) {
            seeds.add(new Mutant.Seed(name, Files.readAllBytes(Path.of("test-videos", name))));
        }
        String model = TinyModel.green().write(folder.resolve("tiny.onnx")).toString();
        Path file = folder.resolve("mutant.bin");
        for (int number = 0; number < MUTANTS; number++) {
            Mutant mutant = Mutant.of(seeds, number);
            Files.write(file, mutant.bytes());
            CliRun run = CliRun.of("plan", file.toString(), "--model", model, "-y", "--log-level", "quiet");
            assertThat(run.code())
                    .as("%d, %s: %s", number, mutant.name(), run.err())
                    .isIn(0, 3, 6);
            assertThat(run.err().strip().lines())
                    .as("%d, %s", number, mutant.name())
                    .hasSizeLessThanOrEqualTo(1);
        }
    }
}
