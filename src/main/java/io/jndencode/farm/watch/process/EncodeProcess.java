package io.jndencode.farm.watch.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jndencode.ExitCode;
import io.jndencode.JndException;
import io.jndencode.file.FileName;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs one encode in a separate process, follows it through its NDJSON events (docs/ndjson.md), and ends it if it
 * hangs.
 */
public final class EncodeProcess {
    private final WatchProgram program;
    private final Limits limits;

    /**
     * The time limits of an encode.
     *
     * @param silence maximum time without an event or new data on the disk
     * @param whole maximum duration; zero for no limit
     * @param look how often it is checked while it sends no events
     */
    public record Limits(Duration silence, Duration whole, Duration look) {}

    /** Receives the progress of an encode. */
    public interface Follower {
        /** Reports the fraction done, 0 to 1, and the seconds remaining, negative while unknown. */
        void progress(double part, long secondsLeft);

        /** Called at each check and event: returns why the encode must be ended, null to go on. */
        @Nullable
        String objection();
    }

    /**
     * How an encode ended.
     *
     * @param exitCode the documented exit code; a larger one means that the process was killed or crashed
     * @param message the reason for a failure
     * @param sourceBytes size of the source, 0 if unknown
     * @param outputBytes size of the output, that of the source if it was kept; 0 if there is none
     * @param sourceKept whether there is no output because too little would be saved, or was
     */
    public record Ending(int exitCode, String message, long sourceBytes, long outputBytes, boolean sourceKept) {
        public static final Ending NONE = new Ending(0, "", 0, 0, false);

        /** Returns whether the file was encoded, perhaps with lost frames or below the quality demanded. */
        public boolean encoded() {
            return ExitCode.DONE.is(exitCode) || ExitCode.INCOMPLETE.is(exitCode);
        }

        public Ending failed(int code, String why) {
            return new Ending(code, why, sourceBytes, outputBytes, sourceKept);
        }
    }

    public EncodeProcess(WatchProgram program, Limits limits) {
        this.program = program;
        this.limits = limits;
    }

    /** Encodes a file into a folder. */
    public Ending run(Path source, Path folder, Follower follower) {
        Process process;
        try {
            process = new ProcessBuilder(words(source, folder))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new JndException.Encode("cannot start another jnd-encode: " + e.getMessage(), e);
        }
        try {
            return follow(process, folder, follower);
        } catch (InterruptedException e) {
            Ended.inOrder(process);
            Thread.currentThread().interrupt();
            throw new JndException.Interrupted(
                    "stopped while encoding " + source + "; its finished shots are kept for the next start");
        }
    }

    private List<String> words(Path source, Path folder) {
        List<String> words = new ArrayList<>(program.command());
        words.addAll(program.options());
        if (program.reports()) {
            words.addAll(List.of(
                    "--report",
                    folder.resolve(FileName.of("", String.valueOf(source.getFileName()), ".html"))
                            .toString()));
        }
        // Replacing is safe: the folder is the watcher's own, and existing files come from a run that was stopped.
        words.addAll(List.of("-y", "--progress", "json", "--log-level", "quiet", "-o", folder + "/", "--"));
        words.add(source.toString());
        return words;
    }

    private Ending follow(Process process, Path folder, Follower follower) throws InterruptedException {
        EventLines events = EventLines.of(process.getInputStream());
        Heartbeat heartbeat = new Heartbeat(folder, limits);
        Ending ending = Ending.NONE;
        while (process.isAlive() || !events.ended()) {
            String line = events.next(limits.look().toMillis());
            if (events.ended()) {
                process.waitFor(limits.look().toMillis(), TimeUnit.MILLISECONDS);
            }
            if (line != null) {
                heartbeat.beat();
                ending = noted(line, ending, follower);
            } else if (!process.isAlive() && heartbeat.outlived()) { // another process holds the pipe open
                break;
            }
            String objection = follower.objection();
            String why = objection != null ? objection : heartbeat.objection();
            if (why != null && process.isAlive()) {
                Ended.withinSeconds(process);
                return ending.failed(Ended.STOPPED, why);
            }
        }
        int code = process.waitFor(Ended.KILL_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : Ended.STOPPED;
        boolean silent = code != 0 && ending.message().isEmpty();
        return ending.failed(code, silent ? "the encoder's process ended with exit code " + code : ending.message());
    }

    private static Ending noted(String line, Ending ending, Follower follower) {
        JsonNode event;
        try {
            event = Json.mapper().readTree(line);
        } catch (JsonProcessingException e) { // cut off when the process ended
            return ending;
        }
        switch (event.path("type").asText()) {
            case "progress" -> {
                double frames = event.path("frames").asDouble();
                double part =
                        frames > 0 ? Math.min(1, event.path("framesEncoded").asDouble() / frames) : 0;
                follower.progress(part, event.path("secondsLeft").asLong(-1));
                return ending;
            }
            case "done" -> {
                boolean kept = event.path("sourceKept").asBoolean();
                long before = event.path("sourceBytes").asLong();
                long after = kept ? before : event.path("outputBytes").asLong();
                return new Ending(0, "", before, after, kept);
            }
            case "error" -> {
                return ending.failed(
                        event.path("exitCode").asInt(), event.path("message").asText());
            }
            default -> {
                return ending;
            }
        }
    }
}
