package io.jndencode.quality;

import com.fasterxml.jackson.databind.JsonNode;
import io.jndencode.JndException;
import io.jndencode.file.Trees;
import io.jndencode.media.open.SourceFiles;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Computes VMAF with an external {@code ffmpeg} program that has libvmaf, which our bundled libraries do not have.
 *
 * @param program name on the path, or file, of the program
 */
public record VmafProgram(String program) {
    private static final Pattern LIBVMAF = Pattern.compile("(?m)^.*\\blibvmaf\\b.*VV->V");
    private static final int PROBE_SECONDS = 20;
    private static final int START_SECONDS = 120;
    /** Time limit in seconds per frame; libvmaf needs less than half a second for a 4K frame. */
    private static final int SECONDS_A_FRAME = 4;

    /** Returns the {@code ffmpeg} on the path, if there is one and it has libvmaf. */
    public static Optional<VmafProgram> onThePath() {
        VmafProgram program = new VmafProgram("ffmpeg");
        return program.usable() ? Optional.of(program) : Optional.empty();
    }

    /** Returns whether the program runs and lists the filter. */
    boolean usable() {
        try (Scratch scratch = new Scratch()) {
            Path listed = scratch.folder().resolve("filters.txt");
            int code = run(scratch, listed, PROBE_SECONDS, List.of(program, "-hide_banner", "-filters"));
            return code == 0 && LIBVMAF.matcher(Files.readString(listed)).find();
        } catch (IOException e) {
            return false; // no such program
        }
    }

    /**
     * Returns the VMAF of every frame, with the program's default model.
     *
     * @param frames number of frames both videos have
     */
    public List<Double> measure(Path reference, Path distorted, int frames) {
        if (SourceFiles.of(reference).size() + SourceFiles.of(distorted).size() > 2) {
            throw new JndException.Usage(
                    "VMAF is not measured of playlists, which only this program reads with care: give"
                            + " --no-vmaf, or videos of one file");
        }
        try (Scratch scratch = new Scratch()) {
            Path said = scratch.folder().resolve("said.txt");
            long limit = START_SECONDS + (long) SECONDS_A_FRAME * frames;
            int code = run(scratch, said, limit, command(reference, distorted));
            if (code != 0) {
                throw new JndException.Quality("VMAF: %s ended with code %d: %s"
                        .formatted(program, code, Files.readString(said).strip()));
            }
            return scores(scratch.folder().resolve("vmaf.json"), frames);
        } catch (IOException e) {
            throw new JndException.Quality("VMAF: %s cannot be run or read: %s".formatted(program, e.getMessage()));
        }
    }

    /** Numbers the frames, so that the program pairs them by number; libvmaf's first input is the distorted one. */
    private List<String> command(Path reference, Path distorted) {
        return List.of(
                program,
                "-nostdin",
                "-v",
                "error",
                "-noautorotate",
                "-protocol_whitelist",
                "file",
                "-i",
                "file:" + distorted.toAbsolutePath(),
                "-noautorotate",
                "-protocol_whitelist",
                "file",
                "-i",
                "file:" + reference.toAbsolutePath(),
                "-filter_complex",
                "[0:v:0]settb=AVTB,setpts=N[d];[1:v:0]settb=AVTB,setpts=N[r];"
                        + "[d][r]libvmaf=log_fmt=json:log_path=vmaf.json",
                "-f",
                "null",
                "-");
    }

    private static List<Double> scores(Path log, int frames) throws IOException {
        JsonNode measured = Json.mapper().readTree(log.toFile()).path("frames");
        List<Double> scores = new ArrayList<>();
        for (JsonNode frame : measured) {
            scores.add(frame.path("metrics").path("vmaf").asDouble());
        }
        if (scores.size() != frames) {
            throw new JndException.Quality("VMAF: %d frames were measured of %d".formatted(scores.size(), frames));
        }
        return scores;
    }

    private static int run(Scratch scratch, Path output, long seconds, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(scratch.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IOException("it did not end within %d s".formatted(seconds));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JndException.Interrupted("interrupted while VMAF was measured");
        } finally {
            process.destroyForcibly();
        }
    }

    /** A folder for the program's files, removed on close. */
    private record Scratch(Path folder) implements AutoCloseable {
        Scratch() throws IOException {
            this(Files.createTempDirectory("jnd-vmaf-"));
        }

        @Override
        public void close() throws IOException {
            Trees.remove(folder);
        }
    }
}
