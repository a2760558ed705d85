package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a command line is told before what is wrong with files: inputs that are missing, outputs that exist. */
class ArgumentsFirstIT {
    private static final String SPLICE = "test-videos/sintel-splice.mp4";

    @TempDir
    Path folder;

    private Path there;

    @BeforeEach
    void makeOutput() throws IOException {
        there = Files.writeString(folder.resolve("there.mp4"), "precious");
    }

    private static void told(int code, String sentence, List<String> args) {
        CliRun run = CliRun.of(args.toArray(new String[0]));
        assertThat(run.err()).contains(sentence).doesNotContain("exists already", "does not exist");
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.err().strip().lines()).as(run.err()).hasSize(1);
    }

    private static List<String> line(String... words) {
        return new ArrayList<>(List.of(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--refine 9 | 2 | --refine must be 0 to 5",
                "--refine nine | 2 | --refine must be a whole number, got \"nine\"",
                "--workers 0 | 2 | workers must be 1 to 256",
                "--temp-dir no/such | 2 | --temp-dir no/such is not a folder",
                "--target JND9 | 2 | target 9 is outside 0 to 3",
                "--target soon | 2 | target",
                "--preset nosuch | 2 | there is no preset",
                "--preset no/such.json | 2 | cannot read the preset",
                "--preset ./pom.xml | 2 | is not JSON",
                "--model big | 4 | there is no model",
                "--model no/such.onnx | 4 | there is no model file",
                "--model onnx-models/ | 4 | is a folder",
                "--min-qp 40 --max-qp 20 | 2 | QP limits",
                "--max-qp 99 | 2 | QP limits",
                "--x264-preset slwo | 2 | did you mean slow?",
                "--x264-params merange2=5 | 2 | merange2",
                "--x264-params merange=many | 2 | merange=many",
                "--x264-params qp=20 | 2 | --target",
                "--pix-fmt nosuch | 2 | nosuch",
                "--rate-control vbr | 2 | cqp or crf",
                "--rate-control crf --zones z.txt | 2 | --zones",
                "--start soon | 2 | is not a time",
                "--duration 0 | 2 | more than 0 seconds",
                "--start 1 --script x.sh | 2 | --script copies",
                "--start 1 --shots x.csv | 2 | leave out --start",
                "--shots no/such.csv | 2 | cannot read the shot list",
                "--shots pom.xml | 2 | pom.xml",
                "--max-encoded-percent 0 | 2 | above 0",
                "--stall-timeout 0 | 2 | --stall-timeout must be",
                "--limits pixels=many | 2 | pixels",
                "--progress fast | 2 | auto, bar, json, none",
                "--log-level loud | 2 | quiet, info, debug",
            })
    void ofTheMainJob(String options, int code, String sentence) {
        List<String> words = List.of(options.split(" ", -1));
        for (String input : List.of(SPLICE, "no-such.mp4", "no/such/*.mp4", "https://example.com/x.mp4")) {
            List<String> args = line(input, "-o", there.toString());
            args.addAll(words);
            told(code, sentence, args);
        }
    }

    @Test
    void ofAnOutputThatCannotBe() {
        told(2, "WebM", line("no-such.mp4", "-o", folder.resolve("x.webm").toString()));
        told(2, "is a URL", line("no-such.mp4", "-o", "https://example.com/x.mp4"));
    }

    @Test
    void ofOtherCommands() {
        told(2, "--refine must be 0 to 5", line("apply", "no-such.json", "--refine", "9"));
        told(2, "workers must be", line("apply", "no-such.json", "--workers", "999"));
        told(2, "0 to 60 seconds", line("shots", "no-such.mp4", "--min-seconds", "99"));
        told(2, "at least 2 frames", line("shots", "no-such.mp4", "--max-frames", "0"));
        told(4, "there is no model", line("predict", "no-such.png", "--model", "big"));
        told(2, "cannot read the shot list", line("quality", "no-such.mp4", "no.mp4", "--shots", "no/list.csv"));
        told(2, "--range must be", line("farm", "no-such.mp4", "--master", "local[1]", "--range", "0"));
        told(4, "there is no model", line("farm", "no-such.mp4", "--master", "local[1]", "--model", "big"));
        told(2, "at least one process", line("farm", "no-such.mp4", "--master", "processes[0]"));
        told(2, "--program needs", line("jobs", "no-such.json", "--program", " "));
        told(2, "--settle must be", line("watch", "no-such", "--settle", "-1"));
        told(2, "give one of", line("convert", "no-such.json", "--to", "word"));
        told(2, "--to FORMAT is missing", line("convert", "no-such.json"));
        told(2, "--to needs a value", line("convert", "no-such.json", "--to"));
        told(2, "SIDECAR is missing", line("apply"));
        told(2, "mutually exclusive", line(SPLICE, "-y", "-n"));
        told(2, "given more than once", line(SPLICE, "--model", "lite", "--model", "lite"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/x.mp4",
                "HTTP://example.com/x.mp4",
                "rtmp://host/live",
                "rtsp://camera/1",
                "s3://bucket/x.mp4",
                "s3:bucket/x.mp4",
                "srt://host:9000",
                "pipe:0",
                "concat:a.ts|b.ts",
                "data:video/mp4;base64,AAAA",
                "hls+https://host/x.m3u8",
                "smb://server/share/x.mp4"
            })
    void urlsAreNotRead(String url) {
        for (List<String> args : List.of(
                line("apply", url),
                line("report", url),
                line("convert", url, "--to", "csv"),
                line("quality", SPLICE, url),
                line("quality", url, SPLICE),
                line("label", url, "--out", "x"),
                line("shot", url, "--index", "0", "-o", "x"),
                line("stitch", url),
                line("jobs", url),
                line("farm", url, "--master", "local[1]"),
                line("watch", url),
                line("import", url, "-o", "x.onnx"))) {
            told(3, url + " is a URL, and URLs are not read here: download it", args);
        }
        for (List<String> args :
                List.of(line(url), line(SPLICE, url), line("plan", url), line("shots", url), line("predict", url))) {
            if (!url.toLowerCase(Locale.ROOT).startsWith("http")) {
                told(3, url + " is a URL, and of these only http and https are read here: download it", args);
            }
        }
        told(2, "is a URL", line(SPLICE, "--shots", url));
        told(2, "is a URL", line(SPLICE, "--preset", url));
        told(2, "is a URL", line(SPLICE, "--model", url));
        told(2, "is a URL", line(SPLICE, "-o", url));
    }

    @Test
    void whatIsSecretInAnAddressIsNotSaidWhereItIsNotRead() {
        CliRun run = CliRun.of("farm", "https://me:s3cret@example.com/x.mp4?key=s3cret", "--master", "local[1]");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .contains("https://example.com/x.mp4?… is a URL, and URLs are not read here")
                .doesNotContain("s3cret");
        CliRun other = CliRun.of("models", "https://me:s3cret@example.com/x.mp4?key=s3cret");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("https://example.com/x.mp4?…").doesNotContain("s3cret");
    }

    @Test
    void aFilesUrlIsAnsweredWithItsPath() {
        for (String url : List.of("file:///films/x.mp4", "file://localhost/films/x.mp4", "file:/films/x.mp4")) {
            told(3, "name the file by its path, /films/x.mp4.", line("shots", url));
        }
    }

    @Test
    void aFileThatIsCalledLikeAUrlIsThatFile() throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return;
        }
        for (String name : List.of("a:b.mp4", "rtmp:x.mp4", "pipe:0")) {
            Path file = Files.copy(Path.of(SPLICE), folder.resolve(name));
            Path relative = Path.of("").toAbsolutePath().relativize(file);
            CliRun run = CliRun.of("shots", relative.toString());
            assertThat(run.code()).as(run.err()).isZero();
        }
        Path link = Files.createSymbolicLink(
                Path.of("target").resolve("pipe:7"), Path.of(SPLICE).toAbsolutePath());
        assertThat(CliRun.of("shots", link.toString()).code()).isZero();
        Files.delete(link);
    }
}
