package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.jnd.inference.TinyModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The clips of test-videos for commands of the documentation: each under its name, none longer than three seconds, with the beginning of
 * the splice in the place of the trailer. Made once in a process.
 */
final class ShortClips {
    private static final Path VIDEOS = RunnableDocs.ROOT.resolve("test-videos");
    private static final String TRAILER = "sintel_trailer-720p.mp4";

    /** Seconds that are left of those that are longer; the splice has two shots in its three. */
    private static final Map<String, String> SECONDS = Map.of(
            "sintel-splice.mp4",
            "3",
            "sintel-extras.mkv",
            "2",
            "sintel-interlaced.mkv",
            "1",
            "sintel-open.mp4",
            "2",
            "sintel-hlg10.mp4",
            "1");

    private static final Path FOLDER = make();

    private ShortClips() {}

    /** Makes a folder like the project's, of links to what is not written to and copies of the clips. */
    static void layOut(Path folder) throws IOException {
        for (String name : List.of("jnd-encode", "presets", "onnx-models", "docs", "target")) {
            Files.createSymbolicLink(folder.resolve(name), RunnableDocs.ROOT.resolve(name));
        }
        Path videos = Files.createDirectory(folder.resolve("test-videos"));
        try (Stream<Path> clips = Files.list(FOLDER)) {
            for (Path clip : clips.toList()) {
                Files.copy(clip, videos.resolve(clip.getFileName()));
            }
        }
    }

    private static Path make() {
        try {
            Path folder = Files.createTempDirectory("short-clips");
            folder.toFile().deleteOnExit();
            String model = TinyModel.green().write(folder.resolve("tiny.onnx")).toString();
            try (Stream<Path> clips = Files.list(VIDEOS)) {
                for (Path clip : clips.filter(ShortClips::isShipped).toList()) {
                    String name = clip.getFileName().toString();
                    String seconds = SECONDS.get(name);
                    if (seconds == null) {
                        Files.copy(clip, folder.resolve(name));
                    } else {
                        shorten(clip, seconds, model, folder);
                    }
                }
            }
            Files.copy(folder.resolve("sintel-splice.mp4"), folder.resolve(TRAILER));
            Files.delete(Path.of(model));
            try (Stream<Path> made = Files.list(folder)) {
                made.forEach(file -> file.toFile().deleteOnExit());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without what a user has encoded there. */
    private static boolean isShipped(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("sintel-") && !name.contains(".jnd");
    }

    private static void shorten(Path clip, String seconds, String model, Path folder) throws IOException {
        Path output = folder.resolve(clip.getFileName());
        List<String> words = List.of(clip.toString(), "--duration", seconds, "--model", model, "-o", output.toString());
        CliRun run = CliRun.of(Stream.concat(
                        words.stream(),
                        Stream.of("--x264-preset", "superfast", "--max-qp", "16", "--sidecar", folder + "/made.json"))
                .toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        Files.delete(folder.resolve("made.json"));
    }
}
