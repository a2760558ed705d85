package io.jndencode.plan.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jndencode.JndException;
import io.jndencode.plan.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarFileTest {
    private static final Schema SCHEMA = schema();

    @TempDir
    Path folder;

    @Test
    void aPlannedSidecarComesBackAsItWasWritten() {
        Sidecar planned = Plans.sidecar();
        assertThat(SidecarFile.parse(SidecarFile.text(planned), "x.json")).isEqualTo(planned);
        assertThat(planned.plan().shots()).isEqualTo(Plans.shots());
    }

    @Test
    void anEncodedSidecarComesBackAsItWasWritten() {
        Sidecar encoded = Plans.encodedSidecar();
        assertThat(SidecarFile.parse(SidecarFile.text(encoded), "x.json")).isEqualTo(encoded);
        assertThat(encoded.totals())
                .isNotNull()
                .extracting(SidecarTotals::saved)
                .isEqualTo(0.6667);
    }

    @Test
    void whatIsWrittenObeysThePublishedSchema() {
        assertThat(SCHEMA.validate(SidecarFile.text(Plans.sidecar()), InputFormat.JSON))
                .isEmpty();
        assertThat(SCHEMA.validate(SidecarFile.text(Plans.encodedSidecar()), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void crfsComeBackAndObeyTheSchema() {
        String text = SidecarFile.text(Plans.crfSidecar());
        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isEmpty();
        assertThat(SidecarFile.parse(text, "x.json")).isEqualTo(Plans.crfSidecar());
        assertThat(SidecarFile.text(Plans.sidecar())).doesNotContain("\"crf\"");
    }

    @Test
    void aPlanIsOfOneRateControl() {
        assertThatThrownBy(() -> SidecarFile.parse(edited("\"cqp\"", "\"crf\""), "x.json"))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("shot 0 has no crf, but the encoder's rateControl is crf");
        assertThatThrownBy(() -> SidecarFile.parse(edited("\"qp\": 26", "\"qp\": 26, \"crf\": 23.4"), "x.json"))
                .hasMessageContaining("shot 0 has a crf, but the encoder's rateControl is cqp");
        String wild = SidecarFile.text(Plans.crfSidecar()).replace("\"crf\": 14.9", "\"crf\": 0");
        assertThatThrownBy(() -> SidecarFile.parse(wild, "x.json"))
                .hasMessageContaining("shot 1 has CRF 0.0, allowed is above 0 to 51");
    }

    @Test
    void theSchemaRefusesWhatTheReaderRefuses() {
        assertThat(SCHEMA.validate(edited("\"qp\": 26", "\"qp\": 52"), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void theExampleOfTheDocumentationIsASidecar() throws IOException {
        String page = Files.readString(Path.of("docs/sidecar.md"));
        String example =
                page.substring(page.indexOf("```json\n") + 8, page.indexOf("\n```\n", page.indexOf("```json")));
        assertThat(SCHEMA.validate(example, InputFormat.JSON)).isEmpty();
        assertThat(SidecarFile.text(SidecarFile.parse(example, "the example"))).isEqualTo(example + "\n");
    }

    @Test
    void theFieldsStandInTheOrderOfTheContract() {
        String text = SidecarFile.text(Plans.sidecar());
        assertThat(text)
                .containsSubsequence(
                        "\"schema\": \"jnd-encode/sidecar/1\"",
                        "\"tool\"",
                        "\"source\"",
                        "\"model\"",
                        "\"target\": \"JND1\"",
                        "\"preset\": \"default\"",
                        "\"encoder\"",
                        "\"shots\"",
                        "\"index\": 0",
                        "\"startFrame\": 0",
                        "\"endFrame\": 25",
                        "\"start\": 0.0",
                        "\"end\": 1.0",
                        "\"transition\": \"start\"",
                        "\"sampledFrames\": [ 12 ]",
                        "\"jnd\"",
                        "\"spread\"",
                        "\"confidence\": \"in-distribution\"",
                        "\"qp\": 26",
                        "\"clampedBy\": null",
                        "\"result\"",
                        "\"totals\"");
    }

    @Test
    void fieldsOfALaterVersionAreIgnored() {
        String text = edited("\"qp\": 26", "\"qp\": 26, \"mood\": {\"a\": [1]}");
        assertThat(SidecarFile.parse(text, "x.json")).isEqualTo(Plans.sidecar());
        assertThat(SidecarFile.parse(edited("sidecar/1", "sidecar/1.4"), "x.json")
                        .shots())
                .isEqualTo(Plans.sidecar().shots());
    }

    @Test
    void aNewerMajorSchemaIsRefusedWithASentence() {
        assertThatThrownBy(() -> SidecarFile.parse(edited("sidecar/1", "sidecar/2"), "x.json"))
                .isInstanceOf(JndException.Usage.class)
                .hasMessage("sidecar x.json is of schema version 2, this program reads version 1: use a newer"
                        + " jnd-encode");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"qp\": 26 | \"qp\": 52 | shot 0 has QP 52, allowed is 1 to 51",
                "\"qp\": 26 | \"qp\": 26.5 | shots[0].qp",
                "\"qp\": 26 | \"qp\": \"26\" | shots[0].qp",
                "\"qp\": 26 | \"qq\": 26 | shot 0 lacks \"qp\"",
                "\"startFrame\": 25 | \"startFrame\": 26 | shot 1 begins at frame 26, but shot 0 ends at 25",
                "\"endFrame\": 60 | \"endFrame\": 61 | shot 2 begins at frame 60, but shot 1 ends at 61",
                "\"endFrame\": 60 | \"endFrame\": 25 | shot 1 has the frames 25 to 25, which is no range",
                "\"endFrame\": 100 | \"endFrame\": 101 | shot 2 ends at frame 101, but the source has 100 frames",
                "\"index\": 1 | \"index\": 5 | shot 1 has the index 5",
                "\"transition\": \"cut\" | \"transition\": \"wipe\" | shot 1 has the transition \"wipe\"",
                "\"startPts\": 25 | \"startPts\": 26 | shot 1 begins at pts 26, but shot 0 ends at 25",
                "\"JND2\": 30.9 | \"JND2\": 20 | shot 0 has JND levels",
                "\"timeBase\": \"1/25\" | \"timeBase\": \"25\" | is not a fraction",
                "\"timeBase\" | \"timeBasis\" | source: timeBase is missing",
                "\"params\" | \"param\" | encoder: params is missing",
                "\"target\": \"JND1\" | \"target\": \"JND7\" | target: target 7 is outside 0 to 3",
                "\"preset\": \"medium\" | \"preset\": \"mediun\" | did you mean medium?",
                "\"codec\": \"libx264\" | \"codec\": \"libvvenc\" | known are libx264, libx265, libsvtav1",
                "\"codec\": \"libx264\" | \"codec\": \"libx265\" | rate control cqp is not for x265",
                "\"shots\": | \"shoots\": | the key \"shots\" is missing",
                "\"schema\" | \"scheme\" | is not a jnd-encode sidecar",
                "\"index\": 0, | \"index\": 0,, | is not JSON (line"
            })
    void aMistakeOfAnEditIsNamedWithItsPlace(String from, String to, String message) {
        assertThatThrownBy(() -> SidecarFile.parse(edited(from, to), "x.json"))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("x.json")
                .hasMessageContaining(message);
    }

    @Test
    void aShotAPersonAddsNeedsOnlyItsFramesAndQp() {
        Sidecar sidecar = SidecarFile.parse(
                edited(
                                "\"index\": 2,",
                                "\"index\": 2, \"startFrame\": 60, \"endFrame\": 90, \"qp\": 20 }, { \"index\": 3,")
                        .replaceFirst("(\"index\": 3,\\s+\"startFrame\": )60", "$190")
                        .replace("\"startPts\": 60,", ""),
                "x.json");
        assertThat(sidecar.plan().shots().get(2).qp()).isEqualTo(20);
        assertThat(sidecar.plan().shots().get(2).jnd()).isNull();
    }

    @Test
    void writingReplacesTheFileAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("video.jnd1.json");
        Files.writeString(file, "old");
        SidecarFile.write(Plans.sidecar(), file);
        assertThat(SidecarFile.read(file)).isEqualTo(Plans.sidecar());
        try (var files = Files.list(folder)) {
            assertThat(files.toList()).isEqualTo(List.of(file));
        }
    }

    @Test
    void anUnwritableFolderIsASentence() {
        assertThatThrownBy(() -> SidecarFile.write(Plans.sidecar(), folder.resolve("no/such/x.json")))
                .isInstanceOf(JndException.Encode.class)
                .hasMessageContaining("cannot write")
                .hasMessageContaining("x.json");
    }

    private static String edited(String from, String to) {
        String text = SidecarFile.text(Plans.sidecar());
        assertThat(text).contains(from);
        int at = text.indexOf(from);
        return text.substring(0, at) + to + text.substring(at + from.length());
    }

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(Path.of("docs/sidecar.schema.json")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
