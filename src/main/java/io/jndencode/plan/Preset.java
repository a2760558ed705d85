package io.jndencode.plan;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.shot.detect.ShotOptions;
import java.util.Map;
import java.util.Objects;

/**
 * A named set of choices, as in {@code presets/NAME.json}, where all of them stand side by side; options of the command line override
 * single choices.
 *
 * @param name its name in sidecars
 * @param description one sentence for people
 * @param target how visible coding artefacts may become
 * @param safety how many expected errors of the model (its spread, in QP) the QP is lowered by; 0 trusts the model
 * @param limits lowest and highest QP used
 * @param encoding the encoder and its settings
 * @param keyDistances how far key frames are apart
 * @param shots how the video is divided and looked at
 */
public record Preset(
        String name,
        String description,
        Target target,
        double safety,
        @JsonUnwrapped QpLimits limits,
        @JsonUnwrapped EncoderChoice encoding,
        @JsonUnwrapped KeyDistances keyDistances,
        @JsonUnwrapped Shots shots) {
    /**
     * How a video is divided into shots, and each of them looked at.
     *
     * @param samplesPerShot maximum number of frames per shot shown to the model, 1 to 3
     * @param minShotSeconds duration of the shortest shot allowed
     * @param maxShotFrames length of the longest shot allowed; longer ones are split
     */
    public record Shots(int samplesPerShot, double minShotSeconds, int maxShotFrames) {
        public Shots {
            check(samplesPerShot >= 1 && samplesPerShot <= 3, "samplesPerShot", samplesPerShot, "1 to 3");
            check(minShotSeconds >= 0 && minShotSeconds <= 60, "minShotSeconds", minShotSeconds, "0 to 60");
            check(maxShotFrames >= 2 && maxShotFrames <= 100_000, "maxShotFrames", maxShotFrames, "2 to 100000");
        }
    }

    public Preset {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(description, "description is null");
        Objects.requireNonNull(target, "target is null");
        check(safety >= 0 && safety <= 5, "safety", safety, "0 to 5");
        Objects.requireNonNull(limits, "limits is null");
        Objects.requireNonNull(encoding, "encoding is null");
        Objects.requireNonNull(keyDistances, "keyDistances is null");
        Objects.requireNonNull(shots, "shots is null");
        keyDistances.check(encoding.params());
    }

    /** Returns limits on the length of a video's shots. */
    public ShotOptions shotOptions(Rational frameRate) {
        return keyDistances.shots(shots.minShotSeconds(), shots.maxShotFrames(), frameRate);
    }

    /**
     * Returns this preset with some choices changed, checked like a preset file.
     *
     * @param changes key of a preset file to value: text, a number, or one of this package's types
     */
    public Preset with(Map<String, ?> changes) {
        return PresetJson.changed(this, changes);
    }

    private static void check(boolean good, String name, Object value, String allowed) {
        if (!good) {
            throw new JndException.Usage(name + " is " + value + ", allowed is " + allowed);
        }
    }
}
