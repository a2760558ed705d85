package io.jndencode.plan.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.encoder.CodedPicture;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.Rate;
import io.jndencode.media.encoder.X264;
import io.jndencode.plan.Plans;
import io.jndencode.plan.RateControl;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarEncoder;
import io.jndencode.plan.sidecar.SidecarFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlanFormatTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static Sidecar with(String params) {
        Sidecar sidecar = Plans.sidecar();
        SidecarEncoder encoder = new SidecarEncoder(
                "libx264", null, new RateControl.ConstantQp(), "medium", params, "source", null, null, null);
        return new Sidecar(
                sidecar.schema(),
                sidecar.tool(),
                sidecar.source(),
                null,
                sidecar.model(),
                sidecar.target(),
                sidecar.preset(),
                sidecar.planning(),
                encoder,
                sidecar.shots(),
                null,
                null);
    }

    private static Sidecar variable() {
        String text = SidecarFile.text(Plans.sidecar());
        return SidecarFile.parse(text.replace("\"variableFrameRate\": false", "\"variableFrameRate\": true"), "x");
    }

    @ParameterizedTest
    @EnumSource(PlanFormat.class)
    void everyFormatIsWrittenUnderANameForTheCommandLine(PlanFormat format) {
        String text = format.text(Plans.encodedSidecar());
        assertThat(text).endsWith("\n");
        assertThat(format.toString()).matches("[a-z0-9]+(-[a-z]+)?");
    }

    @Test
    void av1anScenesAreHalfOpenAndCarryTheirOwnQp() throws JsonProcessingException {
        JsonNode file = JSON.readTree(PlanFormat.AV1AN_SCENES.text(with("")));
        assertThat(file.path("frames").asInt()).isEqualTo(100);
        assertThat(file.path("split_scenes")).isEqualTo(file.path("scenes"));
        JsonNode second = file.path("scenes").get(1);
        assertThat(second.path("start_frame").asInt()).isEqualTo(25);
        assertThat(second.path("end_frame").asInt()).isEqualTo(60);
        JsonNode overrides = second.path("zone_overrides");
        assertThat(overrides.fieldNames())
                .toIterable()
                .containsExactly(
                        "encoder",
                        "passes",
                        "video_params",
                        "photon_noise",
                        "photon_noise_height",
                        "photon_noise_width",
                        "chroma_noise",
                        "extra_splits_len",
                        "min_scene_len");
        assertThat(overrides.path("video_params"))
                .extracting(JsonNode::asText)
                .containsExactly("--preset", "medium", "--qp", "18");
    }

    @Test
    void av1anZonesAreLinesAndEndWithTheOptionThatHasNoValue() {
        assertThat(PlanFormat.AV1AN_ZONES.text(with("cabac=0:ref=4"))).isEqualTo("""
            0 25 x264 reset --preset medium --qp 26 --ref 4 --no-cabac
            25 60 x264 reset --preset medium --qp 18 --ref 4 --no-cabac
            60 100 x264 reset --preset medium --qp 37 --ref 4 --no-cabac
            """);
    }

    @Test
    void av1anZonesThatWouldBeReadWronglyAreRefused() {
        assertThatThrownBy(() -> PlanFormat.AV1AN_ZONES.text(with("cabac=0:no-psy=1")))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("--no-cabac --no-psy: write av1an-scenes");
    }

    /** Every option of the plan arrives, whatever order Av1an's hash map gives them in. */
    @Test
    void av1anReadsTheZonesAsTheyWereMeant() {
        List<String> lines = PlanFormat.AV1AN_ZONES
                .text(with("deblock=-1,-2:cabac=0:ref=4"))
                .lines()
                .toList();
        Av1anReader.Scene zone = Av1anReader.zone(lines.get(1), 100);
        assertThat(zone)
                .extracting(Av1anReader.Scene::start, Av1anReader.Scene::end)
                .containsExactly(25L, 60L);
        assertThat(zone.encoder()).isEqualTo("x264");
        assertThat(zone.reset()).isTrue();
        assertThat(zone.options())
                .isEqualTo(Map.of(
                        "--preset", "medium", "--qp", "18", "--deblock", "-1,-2", "--ref", "4", "--no-cabac", ""));
    }

    @Test
    void av1anReadsTheScenesAsTheyWereMeant() throws JsonProcessingException {
        List<Av1anReader.Scene> scenes =
                Av1anReader.scenes(PlanFormat.AV1AN_SCENES.text(with("cabac=0:no-psy=1:ref=4")));
        assertThat(scenes).hasSize(3);
        assertThat(scenes.get(2))
                .isEqualTo(new Av1anReader.Scene(
                        60,
                        100,
                        "x264",
                        true,
                        Map.of("--preset", "medium", "--qp", "37", "--no-cabac", "", "--no-psy", "", "--ref", "4")));
    }

    @ParameterizedTest
    @CsvSource({
        "ref=4:me=umh,          --ref 4 --me umh",
        "cabac=0:8x8dct=1,      --no-cabac --8x8dct",
        "no-psy=1:weightb=0,    --no-psy --no-weightb",
        "chroma-me=1,           ''",
        "no-fast-pskip,         --no-fast-pskip",
        "b_adapt=2,             --b-adapt 2",
        "aq-strength=0.8,       --aq-strength 0.8",
    })
    void x264OptionsBecomeThoseOfItsCommandLine(String params, String options) {
        EncoderSettings settings = EncoderSettings.constantQp("medium", 26).withRate(new Rate.ConstantQp(26));
        EncoderSettings given = new EncoderSettings(
                settings.preset(), settings.rate(), new X264().parameters().parse(params), null);
        assertThat(String.join(" ", new X264().programWords(given, CodedPicture.progressive(64, 64, Rational.UNKNOWN))))
                .isEqualTo(("--preset medium --qp 26 " + options).strip());
    }

    @Test
    void x265ZonesHaveInclusiveEnds() {
        assertThat(PlanFormat.X265_ZONES.text(with(""))).isEqualTo("0,24,q=26/25,59,q=18/60,99,q=37\n");
    }

    @Test
    void timelinesCarryTheDecision() throws JsonProcessingException {
        JsonNode clip =
                JSON.readTree(PlanFormat.OTIO.text(Plans.encodedSidecar())).at("/tracks/children/0/children/2");
        assertThat(clip.path("OTIO_SCHEMA").asText()).isEqualTo("Clip.1");
        assertThat(clip.at("/source_range/start_time/value").asDouble()).isEqualTo(60);
        assertThat(clip.at("/metadata/jnd-encode/qp").asInt()).isEqualTo(37);
        assertThat(clip.at("/metadata/jnd-encode/jnd/JND1").asDouble()).isEqualTo(37.25);
        assertThat(clip.at("/metadata/jnd-encode/transition").asText()).isEqualTo("fade");
    }

    /** The fields of OpenTimelineIO's objects, from its documentation of the file format; version 0.12 asks for every one of them. */
    @Test
    void timelinesHaveEveryFieldOfTheirSchemas() throws JsonProcessingException {
        Set<String> item = Set.of("name", "metadata", "source_range", "effects", "markers", "enabled");
        Map<String, Set<String>> fields = Map.of(
                "Timeline.1", Set.of("name", "metadata", "global_start_time", "tracks"),
                "Stack.1", with(item, "children"),
                "Track.1", with(item, "children", "kind"),
                "Clip.1", with(item, "media_reference"),
                "ExternalReference.1", Set.of("name", "metadata", "available_range", "target_url"),
                "TimeRange.1", Set.of("start_time", "duration"),
                "RationalTime.1", Set.of("value", "rate"));
        JsonNode timeline = JSON.readTree(PlanFormat.OTIO.text(Plans.encodedSidecar()));
        List<JsonNode> objects = timeline.findParents("OTIO_SCHEMA");
        assertThat(objects).hasSizeGreaterThan(20);
        for (JsonNode object : objects) {
            String schema = object.path("OTIO_SCHEMA").asText();
            assertThat(object.fieldNames())
                    .toIterable()
                    .as(schema)
                    .containsExactlyInAnyOrderElementsOf(
                            with(Objects.requireNonNull(fields.get(schema), schema), "OTIO_SCHEMA"));
        }
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void aScriptForVariableFrameRatesIsRefusedByName() {
        assertThatThrownBy(() -> PlanFormat.SCRIPT.text(variable()))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("in.mp4 has a variable frame rate");
        assertThat(PlanFormat.AV1AN_SCENES.text(variable())).isNotEmpty();
    }

    @Test
    void aPlanOfCrfsIsNotTakenForOneOfQps() {
        for (PlanFormat format : List.of(PlanFormat.X264_ZONES, PlanFormat.X265_ZONES, PlanFormat.QPFILE)) {
            assertThatThrownBy(() -> format.text(Plans.crfSidecar()))
                    .isInstanceOf(JndException.Usage.class)
                    .hasMessageContaining("constant QPs (cqp) alone");
        }
    }

    @Test
    void programsThatEncodeShotByShotTakeCrfsWithWhatTheyMean() throws JsonProcessingException {
        Sidecar plan = Plans.crfSidecar();
        assertThat(PlanFormat.AV1AN_ZONES.text(plan))
                .startsWith("0 25 x264 reset --preset medium --crf 23.4 --aq-mode 2 --aq-strength 0.6 --qcomp 0.6"
                        + " --rc-lookahead 40\n");
        assertThat(PlanFormat.SCRIPT.text(plan))
                .contains("-crf \"$rate\"", "mbtree=1", "shot 000001 35 14.9 ", "own CRF")
                .doesNotContain("-qp");
        assertThat(PlanFormat.CSV.text(plan)).contains("crf\n0,0,25,").contains(",23.4\n");
        JsonNode clip = JSON.readTree(PlanFormat.OTIO.text(plan)).at("/tracks/children/0/children/2");
        assertThat(clip.at("/metadata/jnd-encode/crf").asDouble()).isEqualTo(35);
    }

    @Test
    void av1anCannotSwitchTheTreeOn() {
        Sidecar fast =
                SidecarFile.parse(SidecarFile.text(Plans.crfSidecar()).replace("\"medium\"", "\"superfast\""), "x");
        assertThatThrownBy(() -> PlanFormat.AV1AN_SCENES.text(fast))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("superfast");
    }

    @Test
    void plansOfX265GoToItsProgramWithTheirCrfs() throws IOException {
        Sidecar plan = Plans.sidecarOf("x265");
        JsonNode scene = JSON.readTree(PlanFormat.AV1AN_SCENES.text(plan)).at("/scenes/1/zone_overrides");
        assertThat(scene.at("/encoder").asText()).isEqualTo("x265");
        assertThat(words(scene.at("/video_params")))
                .startsWith("--preset medium --crf 14.9 --pools 1 --frame-threads 1 --lookahead-slices 1 --no-wpp")
                .contains("--no-open-gop", "--aq-mode 2", "--cutree");
        // 2^((24 - 23.4) / 6), 2^(9.1 / 6), 2^(-11 / 6)
        assertThat(PlanFormat.X265_ZONES.text(plan)).isEqualTo("0,24,b=1.0718/25,59,b=2.8613/60,99,b=0.2806\n");
        assertThat(PlanFormat.SCRIPT.text(plan))
                .contains("-c:v libx265 -preset medium -crf \"$rate\" -x265-params 'pools=1:", "shot 000001 35 14.9 ")
                .contains(" -pix_fmt 'yuv420p10le' ");
        assertThatThrownBy(() -> PlanFormat.X264_ZONES.text(plan)).isInstanceOf(JndException.Usage.class);
    }

    @Test
    void plansOfSvtAv1GoToItsProgramWithTheirCrfs() throws IOException {
        Sidecar plan = Plans.sidecarOf("svt-av1");
        JsonNode scene = JSON.readTree(PlanFormat.AV1AN_SCENES.text(plan)).at("/scenes/2/zone_overrides");
        assertThat(scene.at("/encoder").asText()).isEqualTo("svt_av1");
        assertThat(words(scene.at("/video_params")))
                .startsWith("--preset 8 --lp 1 --keyint -1 --scd 0 --irefresh-type 2 --enable-overlays 0 --crf 35.0");
        assertThat(PlanFormat.AV1AN_ZONES.text(plan)).startsWith("0 25 svt-av1 reset --preset 8 --lp 1 ");
        assertThat(PlanFormat.SCRIPT.text(plan))
                .contains("-c:v libsvtav1 -preset 8 -err_detect explode -svtav1-params 'lp=1:keyint=-1:")
                .contains("crf='\"$rate\"':");
        assertThatThrownBy(() -> PlanFormat.X265_ZONES.text(plan)).isInstanceOf(JndException.Usage.class);
    }

    private static String words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return String.join(" ", words);
    }
}
