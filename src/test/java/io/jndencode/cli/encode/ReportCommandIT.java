package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.CliRun;
import io.jndencode.jnd.inference.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of a real encode, with the job and afterwards. */
class ReportCommandIT {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    @TempDir
    Path folder;

    private Path clip;
    private Path page;
    private String model;

    @BeforeEach
    void makeFolder() throws IOException {
        clip = Files.copy(ROOT.resolve("test-videos/sintel-phone.mp4"), folder.resolve("a & b.mp4"));
        page = folder.resolve("page.html");
        model = TinyModel.green().write(folder.resolve("tiny.onnx")).toString();
    }

    private static int count(String html, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(html);
        return (int) matcher.results().count();
    }

    @Test
    void theJobsReportHasPicturesComparisonsAndTheCommand() throws IOException {
        CliRun run = CliRun.of(clip.toString(), "--model", model, "--report", page.toString());
        assertThat(run.code()).as(run.err()).isZero();
        String html = Files.readString(page);
        assertThat(html)
                .contains("<h1>a &amp; b.mp4</h1>", "--report " + page, "Worst shots", "data:image/png;base64,")
                .contains("data:image/jpeg;base64,")
                .doesNotContain("Not measured");
        assertThat(count(html, "alt=\"the source, pixels")).isEqualTo(count(html, "alt=\"the encode, pixels"));
    }

    @Test
    void aReportIsMadeAfterwardsAndNeverReplacedUnasked() throws IOException {
        assertThat(CliRun.of(clip.toString(), "--model", model).code()).isZero();
        String sidecar = folder.resolve("a & b.jnd1.json").toString();
        CliRun first = CliRun.of("report", sidecar);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out().strip())
                .isEqualTo(folder.resolve("a & b.jnd1.html").toString());
        CliRun second = CliRun.of("report", sidecar);
        assertThat(second.code()).isEqualTo(2);
        assertThat(second.err()).contains("exists already");
    }

    @Test
    void aReportWithoutTheFilesSaysWhatIsMissing() throws IOException {
        assertThat(CliRun.of("plan", clip.toString(), "--model", model).code()).isZero();
        Files.delete(clip);
        CliRun run = CliRun.of("report", folder.resolve("a & b.jnd1.json").toString(), "-o", page.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(page)).contains("Nothing is encoded yet", "the files were not there");
    }
}
