package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.jnd.inference.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * test-videos/sintel-splice.mp4 with all of its 210 frames and six shots, 90 lines high: for tests of what is done with shots, which
 * their size does not change. Made once in a process.
 */
public final class SmallSplice {
    private static final Path FILE = make();

    private SmallSplice() {}

    /** Copies it; tests may change or remove what they get. */
    public static Path copy(Path to) throws IOException {
        return Files.copy(FILE, to);
    }

    private static Path make() {
        try {
            Path folder = Files.createTempDirectory("small-splice");
            folder.toFile().deleteOnExit();
            Path model = TinyModel.green().write(folder.resolve("tiny.onnx"));
            Path file = folder.resolve("splice.mp4");
            CliRun run = CliRun.of(
                    "test-videos/sintel-splice.mp4",
                    "--scale",
                    "-2:90",
                    "--model",
                    model.toString(),
                    "--x264-preset",
                    "superfast",
                    "--max-qp",
                    "14",
                    "-o",
                    file.toString());
            assertThat(run.code()).as(run.err()).isZero();
            Files.delete(model);
            Files.delete(folder.resolve("splice.json"));
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
