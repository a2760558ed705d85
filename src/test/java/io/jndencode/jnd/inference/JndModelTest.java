package io.jndencode.jnd.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.JndException;
import io.jndencode.jnd.FrameLevels;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.media.BgrImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JndModelTest {
    @TempDir
    Path folder;

    /** The weights that answer with the mean of the three channels in order. */
    private static final float[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    @ParameterizedTest
    @CsvSource({
        "BGR, 0..255, NCHW, 10, 20, 30",
        "RGB, 0..255, NCHW, 30, 20, 10",
        "BGR, 0..1,   NCHW, 0.0392157, 0.0784314, 0.1176471",
        "RGB, -1..1,  NCHW, -0.7647059, -0.8431373, -0.9215686"
    })
    void framesAreGivenAsTheMetadataSays(
            String channels, String range, String layout, double first, double second, double third) {
        Path file = new TinyModel("JND1,JND2,JND3", IDENTITY, 0, 0, 0)
                .with("jnd.input.channels", channels)
                .with("jnd.input.range", range)
                .with("jnd.input.layout", layout)
                .write(folder.resolve("m.onnx"));
        try (JndModel model = JndModel.load(file, 1)) {
            FrameLevels levels = model.levels(List.of(plain(10, 20, 30))).get(0);
            assertThat(levels.levels().toArray()).containsExactly(new double[] {first, second, third}, within(1e-5));
        }
    }

    @Test
    void aShotIsTheMedianOfItsFramesAndMoreFramesThanABatchAreJudged() {
        try (JndModel model = green()) {
            List<FramePair> frames =
                    List.of(noisy(60), noisy(64), noisy(66), noisy(62), noisy(61), noisy(63), noisy(65));
            assertThat(model.levels(frames)).hasSize(7);
            JndPrediction jnd = model.predict(frames);
            assertThat(jnd.jnd1()).isEqualTo(26.3, within(0.05));
            assertThat(jnd.jnd2()).isEqualTo(31.3, within(0.05));
            assertThat(jnd.confidence()).isEqualTo(JndPrediction.Confidence.IN_DISTRIBUTION);
            assertThat(jnd.spread()).isBetween(2.5, 2.6);
        }
    }

    @Test
    void aBlackFrameAmongOthersDoesNotDecide() {
        try (JndModel model = green()) {
            JndPrediction jnd = model.predict(List.of(plain(0, 0, 0), noisy(62), noisy(62)));
            assertThat(jnd.jnd1()).isEqualTo(26.2, within(0.05));
            assertThat(jnd.confidence()).isEqualTo(JndPrediction.Confidence.IN_DISTRIBUTION);
        }
    }

    @Test
    void anEmptyShotGetsNoLevelAboveTheTrainingMean() {
        try (JndModel model = green()) {
            JndPrediction jnd = model.predict(List.of(plain(250, 250, 250)));
            assertThat(jnd.jnd1()).isEqualTo(26.2, within(1e-9));
            assertThat(jnd.confidence()).isEqualTo(JndPrediction.Confidence.OUT_OF_DISTRIBUTION);
        }
    }

    @Test
    void anAnswerFarAboveAllLabelsIsPulledToTheTrainingMean() {
        try (JndModel model = green()) {
            JndPrediction jnd = model.predict(List.of(noisy(152), noisy(152)));
            assertThat(jnd.jnd1()).isEqualTo(26.2, within(1e-9));
            assertThat(jnd.confidence()).isEqualTo(JndPrediction.Confidence.OUT_OF_DISTRIBUTION);
        }
    }

    @Test
    void ofFramesFarApartTheMiddleOneDecidesAndTheShotIsUncertain() {
        try (JndModel model = green()) {
            JndPrediction jnd = model.predict(List.of(noisy(20), noisy(60), noisy(110)));
            assertThat(jnd.jnd1()).isEqualTo(26, within(0.05));
            assertThat(jnd.confidence()).isEqualTo(JndPrediction.Confidence.UNCERTAIN);
        }
    }

    @Test
    void theSameFramesGiveTheSameAnswer() {
        try (JndModel model = green()) {
            List<FramePair> frames = List.of(noisy(60), noisy(70));
            assertThat(model.predict(frames)).isEqualTo(model.predict(frames));
        }
    }

    @ParameterizedTest
    @CsvSource({"JND1, 26, 30.8, 33.95", "JND2, 21.2, 26, 29.15", "JND3, 18.05, 22.85, 26"})
    void aSingleLevelNetIsCompletedByTheUsualDistances(String level, double jnd1, double jnd2, double jnd3) {
        Path file = new TinyModel(level, new float[3], 26).write(folder.resolve("one.onnx"));
        try (JndModel model = JndModel.load(file, 1)) {
            assertThat(model.levels(List.of(noisy(60))).get(0).levels().toArray())
                    .containsExactly(new double[] {jnd1, jnd2, jnd3}, within(1e-6));
        }
    }

    @Test
    void theCardTellsTheModelsErrors() {
        Path file = TinyModel.green()
                .with("jnd.error.mae", "2.0,1.9,1.8")
                .with("jnd.error.constant", "2.5, 2.4, 2.2")
                .write(folder.resolve("m.onnx"));
        try (JndModel model = JndModel.load(file, 1)) {
            assertThat(model.card().name()).isEqualTo("tiny");
            assertThat(model.card().error()).containsExactly(2.0, 1.9, 1.8);
            assertThat(model.card().constantError()).containsExactly(2.5, 2.4, 2.2);
            assertThat(model.input()).hasToString("16x8");
            assertThat(model.sha256()).hasSize(64);
            assertThat(model.predict(List.of(noisy(60))).spread()).isEqualTo(2.0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jnd.schema, jnd-encode/model/2, this program reads",
        "jnd.schema, , has no jnd.schema",
        "jnd.name, , has no jnd.name",
        "jnd.levels, , has no jnd.levels",
        "jnd.levels, JND4, allowed is a list",
        "jnd.levels, 'JND1,JND2', names 2 levels",
        "jnd.levels, 'JND1,JND1,JND2', each level once",
        "jnd.input.width, 32, its metadata says",
        "jnd.input.width, wide, unusable input",
        "jnd.input.range, 255, unusable input",
        "jnd.input.resize, cubic, allowed is bilinear",
        "jnd.input.channels, YUV, allowed is",
        "jnd.input.layout, NHWC, its metadata says",
        "jnd.error.mae, '1,2', one a level",
        "jnd.error.mae, 'a,b,c', not numbers"
    })
    void aWrongModelIsOneSentence(String key, String value, String message) {
        TinyModel tiny = value == null
                ? TinyModel.green().without(key)
                : TinyModel.green().with(key, value);
        Path file = tiny.write(folder.resolve("m.onnx"));
        assertThatThrownBy(() -> JndModel.load(file, 1))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("m.onnx")
                .hasMessageContaining(message);
    }

    @Test
    void aFileThatIsNoModelIsOneSentence() throws IOException {
        Path text = Files.writeString(folder.resolve("text.onnx"), "no model at all, but long enough to look like one");
        Path empty = Files.createFile(folder.resolve("empty.onnx"));
        byte[] whole = Files.readAllBytes(TinyModel.green().write(folder.resolve("m.onnx")));
        Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, whole.length / 2));
        for (Path file : List.of(text, empty, cut, folder, folder.resolve("missing.onnx"))) {
            assertThatThrownBy(() -> JndModel.load(file, 1))
                    .isInstanceOf(JndException.Model.class)
                    .hasMessageContaining(file.toString());
        }
    }

    private JndModel green() {
        return JndModel.load(TinyModel.green().write(folder.resolve("green.onnx")), 1);
    }

    private static FramePair plain(int blue, int green, int red) {
        byte[] samples = new byte[TinyModel.WIDTH * TinyModel.HEIGHT * 3];
        for (int i = 0; i < samples.length; i += 3) {
            samples[i] = (byte) blue;
            samples[i + 1] = (byte) green;
            samples[i + 2] = (byte) red;
        }
        return FramePair.still(new BgrImage(TinyModel.WIDTH, TinyModel.HEIGHT, samples));
    }

    /** A frame whose green has this mean and is not flat. */
    private static FramePair noisy(int green) {
        FramePair pair = plain(30, green, 30);
        BgrImage image = pair.frame();
        for (int i = 1; i < image.samples().length; i += 3) {
            image.samples()[i] += (byte) (i / 3 % 2 == 0 ? 10 : -10);
        }
        return pair;
    }
}
