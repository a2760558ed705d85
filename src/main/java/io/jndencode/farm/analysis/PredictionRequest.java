package io.jndencode.farm.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.JndException;
import io.jndencode.analysis.DetectedShot;
import io.jndencode.analysis.ShotPrediction;
import io.jndencode.file.TextFile;
import io.jndencode.media.input.KeyFrames;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shots for one task to judge, and the task's result, as JSON files that the driver and the task exchange.
 *
 * @param model SHA-256 of the model to use
 * @param pictures the filters of each picture that levels are predicted for; empty for the video as it is
 * @param shots in order of time
 */
record PredictionRequest(String model, List<String> pictures, List<Shot> shots) {
    private static final JsonMapper MAPPER = Json.strict()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    PredictionRequest {
        pictures = List.copyOf(pictures);
        shots = List.copyOf(shots);
    }

    /** The frames by which a shot is judged. */
    record Shot(List<Sample> samples) {
        Shot {
            samples = List.copyOf(samples);
        }

        static Shot of(DetectedShot<Long> shot, KeyFrames frames) {
            return new Shot(shot.samples().stream()
                    .map(sample -> Sample.of(sample, frames))
                    .toList());
        }
    }

    /**
     * A frame shown to the model.
     *
     * @param previous the frame before it, for models that look at motion; null if it is not used
     */
    record Sample(Place frame, @Nullable Place previous) {
        static Sample of(DetectedShot.Sample<Long> sample, KeyFrames frames) {
            Long previous = sample.previous();
            return new Sample(Place.of(sample.picture(), frames), previous == null ? null : Place.of(previous, frames));
        }
    }

    /**
     * The position of a frame.
     *
     * @param pts its timestamp
     * @param frame its index
     * @param key timestamp of the key frame from which a decoder must start to reach it
     */
    record Place(long pts, long frame, long key) {
        static Place of(long pts, KeyFrames frames) {
            return new Place(pts, frames.index(pts), frames.before(pts));
        }
    }

    /**
     * The result of a task.
     *
     * @param key key of the work
     * @param pictures for each picture one prediction per shot, in the order of the request
     */
    record Result(String key, List<List<ShotPrediction>> pictures) {
        Result {
            pictures = pictures.stream().map(List::copyOf).toList();
        }

        /** Returns whether there is a prediction of every shot for every picture of a request. */
        boolean answers(PredictionRequest request) {
            return pictures.size() == request.pictures().size()
                    && pictures.stream()
                            .allMatch(shots -> shots.size() == request.shots().size());
        }

        /** Reads a result; empty if the file is missing, cannot be parsed or belongs to other work. */
        static Optional<Result> read(Path file, String key) {
            try {
                return Optional.of(MAPPER.readValue(Files.readString(file), Result.class))
                        .filter(said -> said.key().equals(key));
            } catch (IOException e) { // missing or unreadable: it is made again
                return Optional.empty();
            }
        }

        /** Returns whether a file holds a result of such a task, for any work. */
        static boolean isOne(Path file) {
            try {
                MAPPER.readValue(Files.readString(file), Result.class);
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        void write(Path file) {
            TextFile.write(file, json(this));
        }
    }

    static PredictionRequest read(Path file) {
        try {
            return MAPPER.readValue(Files.readString(file), PredictionRequest.class);
        } catch (IOException e) {
            throw new JndException.Usage(file + " is not a list of shots to be judged: " + e.getMessage(), e);
        }
    }

    void write(Path file) {
        TextFile.write(file, text());
    }

    String text() {
        return json(this);
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON", e);
        }
    }
}
