package io.jndencode.farm.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.JndException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One encode in a process of its own, followed through its NDJSON events (docs/ndjson.md). */
final class EncodeProcess {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** An encoder ends within a frame of the signal, and files are quick to put in order. */
    private static final int PATIENCE_SECONDS = 20;

    private final List<String> program;
    private final List<String> options;

    /**
     * How an encode ended.
     *
     * @param exitCode as in the contract; larger ones are a process that was killed or crashed
     * @param message the reason where it failed
     * @param sourceBytes size of the source, 0 where not known
     * @param outputBytes size of the output, 0 where there is none
     */
    record Ending(int exitCode, String message, long sourceBytes, long outputBytes) {
        /** Done, perhaps with frames lost or a quality that missed what was demanded. */
        boolean encoded() {
            return exitCode == 0 || exitCode == 6;
        }
    }

    /**
     * @param program how jnd-encode is started
     * @param options of the main job
     */
    EncodeProcess(List<String> program, List<String> options) {
        this.program = program;
        this.options = options;
    }

    /** Encodes a file into a folder; {@code progress} takes the part that is done, 0 to 1. */
    Ending run(Path source, Path folder, Consumer<Double> progress) {
        List<String> words = new ArrayList<>(program);
        words.addAll(options);
        // Replacing is safe: the folder is the watcher's own, and what is there is of a run that was stopped.
        words.addAll(List.of("-y", "--progress", "json", "--log-level", "quiet", "-o", folder + "/", "--"));
        words.add(source.toString());
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new JndException.Encode("cannot start another jnd-encode: " + e.getMessage(), e);
        }
        try {
            return follow(process, source, progress);
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new JndException.Interrupted(
                    "stopped while encoding " + source + "; it is done again at the next start");
        }
    }

    private static Ending follow(Process process, Path source, Consumer<Double> progress) throws InterruptedException {
        Ending ending = new Ending(0, "", 0, 0);
        try (BufferedReader events =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (events.ready() || process.isAlive()) {
                if (!events.ready()) {
                    process.waitFor(100, TimeUnit.MILLISECONDS);
                    continue;
                }
                ending = noted(MAPPER.readTree(events.readLine()), ending, progress);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is not JSON", e);
        } catch (IOException e) {
            throw new JndException.Encode("cannot follow the encode of " + source + ": " + e.getMessage(), e);
        }
        int code = process.waitFor();
        boolean silent = code != 0 && ending.message().isEmpty();
        return new Ending(
                code,
                silent ? "the encoder's process ended with exit code " + code : ending.message(),
                ending.sourceBytes(),
                ending.outputBytes());
    }

    private static Ending noted(JsonNode event, Ending ending, Consumer<Double> progress) {
        switch (event.path("type").asText()) {
            case "progress" -> {
                double frames = event.path("frames").asDouble();
                if (frames > 0) {
                    progress.accept(Math.min(1, event.path("framesEncoded").asDouble() / frames));
                }
                return ending;
            }
            case "done" -> {
                return new Ending(
                        0,
                        "",
                        event.path("sourceBytes").asLong(),
                        event.path("outputBytes").asLong());
            }
            case "error" -> {
                return new Ending(
                        event.path("exitCode").asInt(),
                        event.path("message").asText(),
                        ending.sourceBytes(),
                        ending.outputBytes());
            }
            default -> {
                return ending;
            }
        }
    }

    /** Asks it to end, so that it leaves its files in order, and makes it if it does not. */
    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
