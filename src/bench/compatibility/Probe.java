import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks FFmpeg's programs about a file. */
final class Probe {
    /** What a process gave. */
    record Ran(int exit, String out, String err, double seconds, boolean killed) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 1800;

    private Probe() {}

    /** Runs a command with a limit of CPU seconds; whoever sleeps longer than the patience is killed as well. */
    static Ran run(int cpuSeconds, List<String> command) {
        List<String> limited = new ArrayList<>(
                List.of("sh", "-c", "ulimit -t " + cpuSeconds + "; ulimit -c 0; exec \"$@\"", "sh"));
        limited.addAll(command);
        try {
            Path out = Files.createTempFile("probe", ".out");
            Path err = Files.createTempFile("probe", ".err");
            long begun = System.nanoTime();
            Process process = new ProcessBuilder(limited)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            Ran ran = new Ran(process.exitValue(), text(out), text(err), seconds, !ended);
            Files.delete(out);
            Files.delete(err);
            return ran;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    static JsonNode ffprobe(Path file, String... options) {
        List<String> command = new ArrayList<>(List.of("ffprobe", "-v", "error", "-of", "json"));
        command.addAll(List.of(options));
        command.add("file:" + file);
        String out = run(300, command).out();
        try {
            return out.isBlank() ? JSON.createObjectNode() : JSON.readTree(out);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    static JsonNode description(Path file) {
        return ffprobe(file, "-show_format", "-show_streams", "-show_chapters");
    }

    /** Times, side data and pictures' kinds of all frames of one stream. */
    static JsonNode frames(Path file, int stream, int seconds) {
        return ffprobe(
                file,
                "-read_intervals",
                seconds == 0 ? "%" : "%+" + seconds,
                "-select_streams",
                Integer.toString(stream),
                "-show_frames",
                "-show_entries",
                "frame=best_effort_timestamp_time,interlaced_frame,top_field_first,pix_fmt,width,height"
                        + ":frame_side_data")
                .path("frames");
    }

    /** A hash of each packet's content, and when it is to be shown. */
    static List<String> packets(Path file, int stream) {
        List<String> hashes = new ArrayList<>();
        for (JsonNode packet : ffprobe(
                        file,
                        "-select_streams",
                        Integer.toString(stream),
                        "-show_packets",
                        "-show_data_hash",
                        "md5",
                        "-show_entries",
                        "packet=pts_time,data_hash")
                .path("packets")) {
            hashes.add(packet.path("pts_time").asText("none") + " " + packet.path("data_hash").asText());
        }
        return hashes;
    }

    /** What FFmpeg complains of when it decodes one stream, empty if nothing. */
    static String decodeErrors(Path file, String map) {
        Ran ran = run(300, List.of("ffmpeg", "-v", "error", "-xerror", "-i", "file:" + file, "-map", map, "-fps_mode", "passthrough", "-enc_time_base", "-1", "-f", "null", "-"));
        return ran.exit() == 0 && ran.err().isBlank() ? "" : ran.err().lines().findFirst().orElse("exit " + ran.exit());
    }
}
