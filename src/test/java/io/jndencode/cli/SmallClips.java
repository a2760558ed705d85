package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.jnd.inference.TinyModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Clips of test-videos with all of their frames and shots, 90 lines high: for tests of what is done with shots and streams, which the
 * pictures' size does not change. Each is made once in a process.
 */
public final class SmallClips {
    private SmallClips() {}

    /** Copies the 210 frames and six shots of sintel-splice.mp4; tests may change or remove what they get. */
    public static Path splice(Path to) throws IOException {
        return Files.copy(Splice.FILE, to);
    }

    /** Copies the eight seconds of sintel-extras.mkv with sound, subtitles and an attached font. */
    public static Path extras(Path to) throws IOException {
        return Files.copy(Extras.FILE, to);
    }

    private static final class Splice {
        private static final Path FILE = make("sintel-splice.mp4");
    }

    private static final class Extras {
        private static final Path FILE = make("sintel-extras.mkv");
    }

    private static Path make(String clip) {
        try {
            Path folder = Files.createTempDirectory("small-clips");
            folder.toFile().deleteOnExit();
            Path model = TinyModel.green().write(folder.resolve("tiny.onnx"));
            Path sidecar = folder.resolve("made.json");
            Path file = folder.resolve(clip);
            CliRun run = CliRun.of(
                    "test-videos/" + clip,
                    "--scale",
                    "-2:90",
                    "--model",
                    model.toString(),
                    "--x264-preset",
                    "superfast",
                    "--max-qp",
                    "14",
                    "--sidecar",
                    sidecar.toString(),
                    "-o",
                    file.toString());
            assertThat(run.code()).as(run.err()).isZero();
            Files.delete(model);
            Files.delete(sidecar);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
