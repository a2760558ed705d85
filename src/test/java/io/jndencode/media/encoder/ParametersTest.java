package io.jndencode.media.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What users may tell x265 and SVT-AV1, and what these make of it. */
class ParametersTest {
    private static EncoderSettings settings(VideoEncoder encoder, String params) {
        return new EncoderSettings(
                encoder,
                encoder.presets().get(2),
                new Rate.Crf(30.25),
                encoder.parameters().parse(params),
                null);
    }

    static List<VideoEncoder> encoders() {
        return VideoEncoder.all();
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void namesOfBothKindsMeanTheEncoder(VideoEncoder encoder) {
        assertThat(VideoEncoder.named(encoder.id())).isEqualTo(encoder);
        assertThat(VideoEncoder.named(encoder.library().toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(encoder);
        assertThat(encoder.presets()).contains(encoder.usualPreset());
        assertThat(encoder.version()).matches("[0-9a-z. ]+").isNotEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "x265, wpp=1, decided by jnd-encode",
        "x265, no-wpp, decided by jnd-encode",
        "x265, pools=4, decided by jnd-encode",
        "x265, frame_threads=4, decided by jnd-encode",
        "x265, open-gop=1, decided by jnd-encode",
        "x265, crf=20, decided by jnd-encode",
        "x265, level-idc=40, decided by jnd-encode",
        "x265, tune=grain, the preset is chosen with --encoder-preset",
        "x265, csv=x.csv, names a file",
        "x265, psyrd=1, nearest one it has is \"psy-rd\"",
        "x265, sao=maybe, x265 does not take sao=maybe",
        "x265, ref=three, x265 does not take ref=three",
        "svt-av1, lp=4, decided by jnd-encode",
        "svt-av1, film-grain=8, decided by jnd-encode",
        "svt-av1, scd=1, decided by jnd-encode",
        "svt-av1, rc=1, decided by jnd-encode",
        "svt-av1, stats=x, file",
        "svt-av1, sharpnes=1, nearest one it has is \"sharpness\""
    })
    void whatIsNotForUsersIsRefused(String encoder, String params, String sentence) {
        assertThatThrownBy(() -> VideoEncoder.named(encoder).parameters().parse(params))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "x265, aq-mode=1, changes what a CRF means",
        "x265, no-cutree, changes what a CRF means",
        "x265, ipratio=1.3, decided by the plan",
        "svt-av1, tune=1, changes what a CRF means",
        "svt-av1, lookahead=20, changes what a CRF means"
    })
    void whatAPlanRestsOnIsRefused(String encoder, String params, String sentence) {
        assertThatThrownBy(() -> VideoEncoder.named(encoder).parameters().checkPlan(params, true))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "x265, psy-rd=1.5:no-sao:ref=3:deblock=-2,-2:me=star:keyint=48",
        "svt-av1, sharpness=2:enable-qm=1:qm-min=4:tile-columns=1:keyint=48"
    })
    void whatIsForUsersIsTaken(String encoder, String params) {
        assertThatCode(() -> EncoderTrial.check(settings(VideoEncoder.named(encoder), params)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"x265, ref=99, ref=99", "x265, ref=3:subme=77, subme=77", "svt-av1, qm-min=3:sharpness=99, sharpness=99"
    })
    void aValueTheEncoderDoesNotTakeIsNamed(String encoder, String params, String named) {
        assertThatThrownBy(() -> EncoderTrial.check(settings(VideoEncoder.named(encoder), params)))
                .isInstanceOf(JndException.Usage.class)
                .hasMessage("%s does not take %s".formatted(encoder, named));
    }

    @Test
    void aCrfBeyondTheScaleIsRefused() {
        assertThatThrownBy(() -> new EncoderSettings(new X265(), "medium", new Rate.Crf(51.25), Map.of(), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new EncoderSettings(new SvtAv1(), "8", new Rate.Crf(70), Map.of(), null).rate())
                .isEqualTo(new Rate.Crf(70));
        assertThatThrownBy(() -> new EncoderSettings(new SvtAv1(), "8", new Rate.ConstantQp(30), Map.of(), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A level, and a tier, would make x265 hold a CRF below its largest rate. */
    @Test
    void noLevelIsGivenToX265() {
        CodedPicture picture = CodedPicture.progressive(1920, 1080, new Rational(24, 1));
        assertThat(new X265().options(settings(new X265(), ""), picture).get("x265-params"))
                .doesNotContain("level", "tier", "vbv");
    }

    @Test
    void theVersionOfSvtAv1IsTheOneItSaysItself() throws IOException, InterruptedException {
        ProcessBuilder asking = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SvtAv1Speaker.class.getName());
        asking.environment().put("SVT_LOG", "3");
        Process process = asking.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        Matcher version = Pattern.compile("SVT-AV1 Encoder Lib v(\\S+)").matcher(said);
        assertThat(version.find()).as(said).isTrue();
        assertThat(version.group(1)).isEqualTo(new SvtAv1().version());
        asking.environment().remove("SVT_LOG");
        process = asking.start();
        said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(said).doesNotContain("Svt");
    }

    /** Opens the encoder in a process of its own, whose environment decides what is said. */
    static final class SvtAv1Speaker {
        private SvtAv1Speaker() {}

        public static void main(String[] args) {
            EncoderTrial.check(settings(new SvtAv1(), "sharpness=1"));
        }
    }
}
