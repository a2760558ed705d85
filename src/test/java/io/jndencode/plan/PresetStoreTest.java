package io.jndencode.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.Installation;
import io.jndencode.JndException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresetStoreTest {
    @TempDir
    Path folder;

    private final PresetStore store = new PresetStore(Installation.current());

    @ParameterizedTest
    @CsvSource({
        "default,   JND1, 0.3,  medium,   3",
        "archive,   0.5,  0.5,  slow,     3",
        "streaming, JND2, 0,    slow,     3",
        "fast,      JND1, 0.3,  veryfast, 1",
        "hevc-archive, 0.5, 0.5, slow,    3",
        "av1-archive,  0.5, 0.5, 6,       3"
    })
    void everyBuiltInPresetSaysWhatItsDocumentationSays(
            String name, String target, double safety, String x264Preset, int samples) {
        Preset preset = store.load(name);
        assertThat(preset.name()).isEqualTo(name);
        assertThat(preset.target()).hasToString(target);
        assertThat(preset.safety()).isEqualTo(safety);
        assertThat(preset.encoding().preset()).isEqualTo(x264Preset);
        assertThat(preset.shots().samplesPerShot()).isEqualTo(samples);
        assertThat(preset.encoding().encoder().id())
                .isEqualTo(name.startsWith("hevc") ? "x265" : name.startsWith("av1") ? "svt-av1" : "x264");
        assertThat(preset.encoding().rateControl())
                .isEqualTo(
                        preset.encoding().encoder().codesConstantQps()
                                ? new RateControl.ConstantQp()
                                : new RateControl.Crf());
        assertThat(preset.encoding().pixelFormat())
                .isEqualTo(preset.encoding().encoder().usualPixelFormat());
        assertThat(preset.description()).isNotBlank();
    }

    @Test
    void theClassPathHasTheBuiltInPresetsWhereNoFolderIs() {
        PresetStore bare = new PresetStore(new Installation(folder));
        assertThat(bare.load("archive")).isEqualTo(store.load("archive"));
        assertThat(bare.names()).containsExactlyInAnyOrderElementsOf(PresetStore.BUILT_IN);
    }

    @Test
    void aUsersFileExtendsABuiltInOne() throws IOException {
        Preset mine = store.load(write("mine.json", "{\"extends\": \"streaming\", \"maxQp\": 36, \"target\": 1.5}"));
        assertThat(mine.name()).isEqualTo("mine");
        assertThat(mine.limits().max()).isEqualTo(36);
        assertThat(mine.target()).isEqualTo(new Target(1.5));
        assertThat(mine.encoding().preset()).isEqualTo("slow");
    }

    @Test
    void anotherEncoderBringsItsOwnPresetDepthAndRateControl() throws IOException {
        Preset mine = store.load(write("mine.json", "{\"extends\": \"streaming\", \"encoder\": \"libsvtav1\"}"));
        assertThat(mine.encoding().encoder().id()).isEqualTo("svt-av1");
        assertThat(mine.encoding().preset()).isEqualTo("8");
        assertThat(mine.encoding().pixelFormat()).isEqualTo("10bit");
        assertThat(mine.encoding().rateControl()).isEqualTo(new RateControl.Crf());
        Preset back = mine.with(Map.of("encoder", "x264", "x264Preset", "slow"));
        assertThat(back.encoding().preset()).isEqualTo("slow");
        assertThat(back.encoding().pixelFormat()).isEqualTo("source");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"extends\": \"default\", \"encoder\": \"vvenc\"} | encoder \"vvenc\" is not known",
                "{\"extends\": \"default\", \"encoder\": \"x265\", \"rateControl\": \"cqp\"} | give crf",
                "{\"extends\": \"default\", \"encoder\": \"x265\", \"x264Preset\": \"slow\"} | \"x264Preset\" is for"
                        + " x264",
                "{\"extends\": \"default\", \"encoder\": \"svt-av1\", \"encoderPreset\": \"slow\"} | svt-av1 preset"
                        + " \"slow\"",
                "{\"extends\": \"default\", \"encoder\": \"svt-av1\", \"encoderParams\": \"tune=1\"} | changes what a"
                        + " CRF means"
            })
    void whatDoesNotGoWithAnEncoderIsRefused(String json, String sentence) throws IOException {
        String file = write("mine.json", json);
        assertThatThrownBy(() -> store.load(file))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining(sentence)
                .hasMessageContaining("mine.json");
    }

    @Test
    void aUsersFileExtendsAnotherBesideIt() throws IOException {
        write("base.json", "{\"extends\": \"default\", \"minQp\": 20}");
        assertThat(store.load(write("mine.json", "{\"extends\": \"base.json\"}"))
                        .limits()
                        .min())
                .isEqualTo(20);
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearestKnownOne() throws IOException {
        String file = write("typo.json", "{\"extends\": \"default\", \"maxQP\": 30}");
        assertThatThrownBy(() -> store.load(file))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("\"maxQP\"")
                .hasMessageContaining("did you mean maxQp?");
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearestKnownOne() {
        assertThatThrownBy(() -> store.load("archiv"))
                .isInstanceOf(JndException.Usage.class)
                .hasMessage("there is no preset \"archiv\": did you mean archive?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"extends\": \"default\", \"maxQp\": \"high\"}",
                "{\"extends\": \"default\", \"maxQp\": 30.5}",
                "{\"extends\": \"default\", \"maxQp\": null}",
                "{\"extends\": \"default\", \"maxQp\": 52}",
                "{\"extends\": \"default\", \"minQp\": 43}",
                "{\"extends\": \"default\", \"target\": 4}",
                "{\"extends\": \"default\", \"samplesPerShot\": 9}",
                "{\"extends\": \"default\", \"x264Preset\": \"mediun\"}",
                "{\"extends\": \"default\", \"x264Params\": \"bframes=3:crf=20\"}",
                "{\"extends\": \"default\", \"rateControl\": \"vbr\"}",
                "{\"extends\": \"wrong.json\"}",
                "{\"extends\": 3}",
                "{\"maxQp\": 30}",
                "[]",
                "{",
                ""
            })
    void aWrongPresetIsASentenceNamingTheFile(String text) throws IOException {
        String file = write("wrong.json", text);
        assertThatThrownBy(() -> store.load(file))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("wrong.json")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Exception", "\n"));
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> store.load("no/such.json")).hasMessageContaining("no/such.json: no such file");
    }

    @Test
    void optionsOfTheCommandLineChangeSingleChoices() {
        Preset changed = store.load("default").with(Map.of("target", Target.parse("2.5"), "maxQp", 30));
        assertThat(changed.target().level()).isEqualTo(2.5);
        assertThat(changed.limits().max()).isEqualTo(30);
        assertThat(changed.limits().min()).isEqualTo(12);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
