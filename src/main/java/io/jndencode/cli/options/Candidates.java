package io.jndencode.cli.options;

import io.jndencode.Installation;
import io.jndencode.farm.jobs.JobListFormat;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.ModelStore;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.media.encoder.X264;
import io.jndencode.plan.DynamicHdr;
import io.jndencode.plan.PresetStore;
import io.jndencode.quality.QualityFormat;
import io.jndencode.shot.ShotListFormat;
import io.jndencode.text.EnumName;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Suggestions of shell completion for options whose values are names. */
public final class Candidates {
    private Candidates() {}

    /** The values of {@code --target}. */
    static final class Targets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(JndLevel.values()).map(String::valueOf).iterator();
        }
    }

    /** The values of {@code --preset}. */
    static final class Presets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return new PresetStore(Installation.current()).names().iterator();
        }
    }

    /** The values of {@code --model}. */
    public static final class Models implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return new ModelStore(Installation.current())
                    .list().stream().map(ModelStore.Entry::name).iterator();
        }
    }

    /** The values of {@code --encoder}. */
    static final class Encoders implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return VideoEncoder.all().stream().map(VideoEncoder::id).iterator();
        }
    }

    /** The values of {@code --encoder-preset}. */
    static final class EncoderPresets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return VideoEncoder.all().stream()
                    .flatMap(encoder -> encoder.presets().stream())
                    .distinct()
                    .iterator();
        }
    }

    /** The values of {@code --x264-preset}. */
    static final class X264Presets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return new X264().presets().iterator();
        }
    }

    /** The values of {@code --rate-control}. */
    static final class RateControls implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("cqp", "crf").iterator();
        }
    }

    /** The values of {@code --audio}. */
    static final class Sounds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("copy", "auto", "aac", "opus").iterator();
        }
    }

    /** The values of {@code --subtitles}. */
    static final class Subtitles implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("copy", "none").iterator();
        }
    }

    /** The values of {@code --dynamic-hdr}. */
    static final class DynamicHdrs implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return typed(DynamicHdr.values());
        }
    }

    /** Returns constants as users type them. */
    private static Iterator<String> typed(Enum<?>[] constants) {
        return Arrays.stream(constants).map(EnumName::of).iterator();
    }

    /** The values of {@code --progress}. */
    static final class ProgressModes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return typed(ProgressOptions.Mode.values());
        }
    }

    /** The values of {@code --log-level}. */
    static final class LogLevels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return typed(CommonOptions.LogLevel.values());
        }
    }

    /** The values of {@code --deinterlace}. */
    public static final class Deinterlacing implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("auto", "on", "telecine").iterator();
        }
    }

    /** The values of {@code --crop} that are words. */
    public static final class Crops implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("auto").iterator();
        }
    }

    /** The values of {@code --format} of {@code shots}. */
    public static final class ShotFormats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return typed(ShotListFormat.values());
        }
    }

    /** The values of {@code --format} of {@code quality}. */
    public static final class QualityFormats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return typed(QualityFormat.values());
        }
    }

    /** The values of {@code --format} of {@code jobs}. */
    public static final class JobFormats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return typed(JobListFormat.values());
        }
    }
}
