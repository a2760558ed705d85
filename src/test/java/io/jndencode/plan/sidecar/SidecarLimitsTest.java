package io.jndencode.plan.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.plan.Plans;
import io.jndencode.plan.export.PlanFormat;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sidecars of strangers: what is too much or too large is a sentence. */
class SidecarLimitsTest {
    private static final List<String> HOSTILE = List.of(
            "1e308",
            "-1e308",
            "1e999",
            "-1e999",
            "9223372036854775807",
            "-9223372036854775808",
            "99999999999999999999",
            "9007199254740993",
            "2147483648",
            "-1",
            "0",
            "1e-320");

    private static String text() {
        return SidecarFile.text(Plans.sidecar());
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> SidecarFile.parse(text, "x.json"))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("x.json")
                .hasMessageContaining(message)
                .hasMessageNotContaining("StreamReadConstraints");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"file\": \"in.mp4\" | \"file\": \"in\\u0000.mp4\" | source.file is no path",
                "\"file\": \"in.mp4\" | \"file\": \"\" | source.file names no file",
                "\"file\": \"in.mp4\" | \"file\": \"/\" | source.file names no file",
                "\"pixelFormat\": \"source\" | \"pixelFormat\": \"yuv420p\\u0000x\" | control characters",
                "\"endFrame\": 100 | \"endFrame\": 4294967296 | shot 2's endFrame is 4294967296",
                "\"duration\": 4.0 | \"duration\": 1e999 | source.duration is Infinity",
                "\"timeBase\": \"1/25\" | \"timeBase\": \"1/99999999999\" | source.timeBase has parts above",
                "\"endPts\": 100 | \"endPts\": 9223372036854775807 | shot 2's endPts",
                "\"bytes\": 3000 | \"bytes\": -5 | source.bytes is -5"
            })
    void whatIsOutOfAllProportionIsNamed(String from, String to, String message) {
        assertThat(text()).contains(from);
        refused(text().replace(from, to), message);
    }

    @Test
    void textsNumbersAndDepthHaveLimits() {
        refused(text().replace("in.mp4", "x".repeat(70_000)), "a text of more than 65536 characters");
        refused(text().replace("3000", "1".repeat(100)), "a number of more than 64 digits");
        String deep = "[".repeat(200) + "]".repeat(200);
        refused(
                text().replaceFirst("\"range\": null", "\"later\": " + deep + ", \"range\": null"),
                "more than 32 deep");
    }

    @Test
    void aFileHasAMostOfShotsAndBytes(@TempDir Path folder) throws IOException {
        String shots = IntStream.rangeClosed(0, 100_000)
                .mapToObj(i -> "{\"index\":%d,\"startFrame\":%d,\"endFrame\":%d,\"qp\":20}".formatted(i, i, i + 1))
                .collect(Collectors.joining(","));
        String text = text().replaceFirst("(?s)\"shots\": .*", Matcher.quoteReplacement("\"shots\": [" + shots + "]}"));
        refused(text, "has more in it than is read, 100000 shots at most");
        Path large = folder.resolve("large.json");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(300L << 20);
        }
        assertThatThrownBy(() -> SidecarFile.read(large))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("has more than the 256 MB that are read");
    }

    /** Every number in turn is replaced by every hostile one; what is accepted can be written in all formats. */
    @Test
    void noNumberBreaksTheProgram() {
        for (String text : List.of(text(), SidecarFile.text(Plans.crfSidecar()))) {
            Matcher numbers =
                    Pattern.compile("(?<=[ \\[])-?\\d+(\\.\\d+)?(?=[,\\n ])").matcher(text);
            List<String> broken = new ArrayList<>();
            while (numbers.find()) {
                for (String hostile : HOSTILE) {
                    String changed = text.substring(0, numbers.start()) + hostile + text.substring(numbers.end());
                    use(changed, text.substring(Math.max(0, numbers.start() - 20), numbers.start()) + hostile, broken);
                }
            }
            assertThat(broken).isEmpty();
        }
    }

    private static void use(String text, String place, List<String> broken) {
        try {
            Sidecar sidecar = SidecarFile.parse(text, "x.json");
            sidecar.plan();
            for (PlanFormat format : PlanFormat.values()) {
                exported(format, sidecar);
            }
        } catch (JndException e) { // a sentence
            return;
        } catch (RuntimeException e) {
            broken.add(place + ": " + e);
        }
    }

    private static void exported(PlanFormat format, Sidecar sidecar) {
        try {
            format.text(sidecar);
        } catch (JndException e) { // a sentence, and the other formats go on
            return;
        }
    }
}
