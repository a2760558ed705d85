package io.jndencode.farm.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.JndException;
import io.jndencode.TextFile;
import io.jndencode.analysis.DetectedShot;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.media.input.KeyFrames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shots to be judged by one task, and what it says of them, as JSON files that the driver and the task exchange.
 *
 * @param model SHA-256 of the model that is to judge
 * @param shots in order of time
 */
record PredictionRequest(String model, List<Shot> shots) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    PredictionRequest {
        shots = List.copyOf(shots);
    }

    /** The frames one shot is judged by. */
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
     * A frame for the model.
     *
     * @param previous the frame before it, for models that look at motion; null where it is not looked at
     */
    record Sample(Place frame, @Nullable Place previous) {
        static Sample of(DetectedShot.Sample<Long> sample, KeyFrames frames) {
            Long previous = sample.previous();
            return new Sample(Place.of(sample.picture(), frames), previous == null ? null : Place.of(previous, frames));
        }
    }

    /**
     * Where a frame is.
     *
     * @param pts its timestamp
     * @param frame its index
     * @param key timestamp of the key frame a decoder begins with to come to it
     */
    record Place(long pts, long frame, long key) {
        static Place of(long pts, KeyFrames frames) {
            return new Place(pts, frames.index(pts), frames.before(pts));
        }
    }

    /**
     * What a task says.
     *
     * @param key of the work
     * @param shots a prediction each, in the order of the list
     */
    record Result(String key, List<JndPrediction> shots) {
        Result {
            shots = List.copyOf(shots);
        }

        /** What a file says, empty where it is not there, cannot be understood or is of other work. */
        static Optional<Result> read(Path file, String key) {
            try {
                return Optional.of(MAPPER.readValue(Files.readString(file), Result.class))
                        .filter(said -> said.key().equals(key));
            } catch (IOException e) { // not there or not understood: it is made again
                return Optional.empty();
            }
        }

        /** Whether a file holds what a task said, of whichever work. */
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
