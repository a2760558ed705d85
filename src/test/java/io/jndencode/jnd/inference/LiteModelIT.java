package io.jndencode.jnd.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.analysis.AnalysedShot;
import io.jndencode.analysis.ShotAnalyzer;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.JndPrediction.Confidence;
import io.jndencode.media.MadeVideo;
import io.jndencode.media.MediaData;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.TimeRange;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.modelinput.ModelInputRenderer;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.shot.detect.ShotOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped default model says of real footage and of what no training shot is like. */
class LiteModelIT {
    private static final Path MODEL = Path.of("onnx-models/lite.onnx");
    private static final Path TRAILER = Path.of("test-videos/sintel_trailer-720p.mp4");

    @TempDir
    private static Path shared;

    private static Path scene = TRAILER;

    /** A shot of the trailer, to be made other kinds of video of. */
    @BeforeAll
    static void cutAScene() {
        scene = MadeVideo.of(TRAILER, 320, shared.resolve("scene.mkv"), "null");
    }

    private static JndPrediction of(@Nullable SourcePicture before, SourcePicture frame) {
        try (JndModel model = JndModel.load(MODEL, 1);
                ModelInputRenderer renderer = ModelInputRenderer.ofStandardRange()) {
            assertThat(model.usesPreviousFrame()).isTrue();
            assertThat(model.usesProbeEncode()).isTrue();
            return model.predict(List.of(FramePair.of(frame, before, renderer, model)));
        }
    }

    private static JndPrediction decoded(Path video, int frame) {
        try (VideoReader reader = VideoReader.open(MediaProbe.probe(video), ReaderOptions.threads(1))) {
            SourcePicture before = null;
            while (reader.next() && reader.index() < frame) {
                before = reader.index() == frame - 1 ? reader.picture() : null;
            }
            return of(before, reader.picture());
        }
    }

    private static SourcePicture noise(int seed) {
        byte[] samples = new byte[1280 * 720 * 3 / 2];
        new Random(seed).nextBytes(samples);
        return new SourcePicture(1280, 720, samples, 1, true);
    }

    private static SourcePicture black() {
        byte[] samples = new byte[1280 * 720 * 3 / 2];
        Arrays.fill(samples, 0, 1280 * 720, (byte) 16);
        Arrays.fill(samples, 1280 * 720, samples.length, (byte) 128);
        return new SourcePicture(1280, 720, samples, 1, false);
    }

    @Test
    void footageOfTheTrainingKindIsInDistribution() {
        JndPrediction jnd = decoded(scene, 1);
        assertThat(jnd.confidence()).isNotEqualTo(Confidence.OUT_OF_DISTRIBUTION);
        assertThat(jnd.jnd1()).isBetween(20.0, 34.0);
        assertThat(jnd.spread()).isBetween(0.5, 4.0);
    }

    @Test
    void blackFramesAreSaidToHoldNothing() {
        JndPrediction jnd = of(null, black());
        assertThat(jnd.confidence()).isEqualTo(Confidence.OUT_OF_DISTRIBUTION);
        assertThat(jnd.note()).contains("flat");
        assertThat(jnd.jnd1()).isBetween(18.0, 28.0);
    }

    @Test
    void whiteNoiseIsFarFromAllTrainingAndKeptOnTheFinerSide() {
        JndPrediction jnd = of(noise(1), noise(2));
        assertThat(jnd.confidence()).isEqualTo(Confidence.OUT_OF_DISTRIBUTION);
        assertThat(jnd.note()).contains("far outside its training labels");
        assertThat(jnd.jnd1()).isBetween(18.0, 28.0);
    }

    @Test
    void aScreenGetsASaneAnswer() {
        JndPrediction jnd = decoded(MediaData.file("video/mediabunny_screen_editor_vfr.mp4"), 1);
        assertThat(jnd.jnd1()).isBetween(18.0, 34.0);
        assertThat(jnd.confidence()).isNotEqualTo(Confidence.IN_DISTRIBUTION);
    }

    /** Other kinds of video than the model was trained on, made of the trailer by FFmpeg's filters. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        144p         | scale=256:144                                                        | UNCERTAIN           | 256x144
        4K           | scale=3840:2160                                                      | UNCERTAIN           | 3840x2160
        upright      | crop=404:720                                                         | UNCERTAIN           | upright
        black        | lutyuv=y=16:u=128:v=128                                              | OUT_OF_DISTRIBUTION | flat
        white        | lutyuv=y=235:u=128:v=128                                             | OUT_OF_DISTRIBUTION | flat
        static noise | lutyuv=y=128:u=128:v=128,noise=c0s=100:c0f=t+u                       | UNCERTAIN           | like
        poster       | lutyuv=y=floor(val/64)*64+32:u=floor(val/64)*64+32                   |                     |
        wire frame   | edgedetect=low=0.1:high=0.4                                          |                     |
        """)
    void otherKindsOfVideoGetASaneAnswerThatSaysWhyItMayBeWrong(
            String kind, String filters, @Nullable Confidence atLeast, @Nullable String reason, @TempDir Path folder) {
        Path video = MadeVideo.of(scene, folder.resolve("made.mkv"), filters);
        List<AnalysedShot> shots = new ArrayList<>();
        try (JndModel model = JndModel.load(MODEL, 1);
                VideoReader reader = VideoReader.open(video, ReaderOptions.threads(1))) {
            new ShotAnalyzer(model, ShotOptions.DEFAULT, 3).analyse(reader, TimeRange.WHOLE, shots::add, frames -> {});
        }

        assertThat(shots).isNotEmpty().allSatisfy(shot -> {
            assertThat(shot.jnd().jnd1()).as(kind).isBetween(16.0, 34.0);
            if (atLeast != null) {
                assertThat(shot.jnd().confidence()).as(kind).isGreaterThanOrEqualTo(atLeast);
                assertThat(shot.jnd().note()).contains(reason);
            }
        });
    }
}
