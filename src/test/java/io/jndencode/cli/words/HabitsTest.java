package io.jndencode.cli.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who types what ffmpeg, HandBrake, x264, ab-av1 or Av1an take is told what to type here. */
class HabitsTest {
    @TempDir
    Path folder;

    private static CliRun told(String... args) {
        CliRun run = CliRun.of(args);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("jnd-encode: ");
        assertThat(run.err().strip().lines()).as(run.err()).hasSize(1);
        return run;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-i x.mp4 | name the input by itself",
                "--input x.mp4 -o y.mp4 | name the input by itself",
                "x.mp4 --crf 20 | --target",
                "x.mp4 -crf 20 | --target",
                "x.mp4 -crf=20 | --target",
                "x.mp4 -qp 20 | --target",
                "x.mp4 -q 22 | --target",
                "x.mp4 -q:v 3 | --target",
                "x.mp4 --quality 20 | --target",
                "x.mp4 --codec libx265 | --encoder",
                "x.mp4 --encoder x265_10bit | x264, x265, svt-av1",
                "x.mp4 --video-codec svt_av1 | svt-av1",
                "x.mp4 -e svt_av1 | --encoder",
                "-i x.mp4 -c:v libx265 y.mp4 | --encoder",
                "x.mp4 -vcodec copy | --encoder",
                "x.mp4 -c:v:0 libx264 | --encoder",
                "x.mp4 -c:a copy | --audio",
                "x.mp4 -map 0 | --map",
                "x.mp4 -sn | --subtitles none",
                "x.mp4 -map_metadata 0 | kept",
                "x.mp4 -an | --no-audio",
                "x.mp4 -b:v 5M | --target",
                "x.mp4 -b:v:0 5M | --target",
                "x.mp4 -b:a 128k | --audio aac:192k",
                "x.mp4 -maxrate 5M | --maxrate",
                "x.mp4 --vbv-maxrate 5000 | --maxrate 6M",
                "x.mp4 -bufsize:v 5M | --bufsize 12M",
                "x.mp4 --bitrate 5000 | --target",
                "x.mp4 --vmaf 95 | --verify",
                "x.mp4 --min-vmaf 95 | --target",
                "x.mp4 --min-vmaf=95 | --target",
                "x.mp4 --target-quality 95 | --target",
                "x.mp4 -preset slow | --preset",
                "x.mp4 -preset:v slow | --encoder-preset",
                "x.mp4 -tune film | --encoder-params",
                "x.mp4 -x264-params ref=4 | --encoder-params",
                "x.mp4 -x264opts ref=4 | --encoder-params",
                "x.mp4 -profile:v high | leave it out",
                "x.mp4 -level 4.1 | leave it out",
                "x.mp4 -vf scale=1280:-2 | --vf",
                "x.mp4 -filter_complex x | --vf",
                "x.mp4 -s 1280x720 | --scale",
                "x.mp4 --width 640 | --scale",
                "x.mp4 -r 25 | with ffmpeg first",
                "x.mp4 -ss 10 | --start",
                "x.mp4 -t 10 | --duration",
                "x.mp4 -to 20 | --duration",
                "x.mp4 --stop-at seconds:20 | --duration",
                "x.mp4 -f mp4 | extension of -o",
                "x.mp4 -movflags +faststart | extension of -o",
                "x.mp4 -pix_fmt yuv420p | --pix-fmt",
                "x.mp4 -threads 4 | --workers",
                "x.mp4 --threads 4 | --workers",
                "x.mp4 -pass 1 | one pass",
                "x.mp4 --two-pass | one pass",
                "x.mp4 -g 250 | key frame",
                "x.mp4 --scenes s.json | --shots",
                "x.mp4 --samples 4 | --refine",
                "x.mp4 -hide_banner | --log-level",
                "-nostdin x.mp4 | --log-level",
                "x.mp4 -loglevel error | --log-level",
                "x.mp4 --quiet | --log-level",
                "x.mp4 --resume | --no-resume",
                "x.mp4 --recursive | all videos in and below it",
                "x.mp4 --output-dir out | -o DIR/",
                "x.mp4 --temp t | --temp-dir",
                "x.mp4 --dry-run | jnd-encode plan",
                "-help | --help",
                "-version | --version",
                "x.mp4 -output y.mp4 | --output",
                "x.mp4 -overwrite | --overwrite",
                "x.mp4 -target JND1 | --target",
                "x.mp4 -workers 2 | --workers",
                "plan x.mp4 -crf 20 | --target",
                "apply x.json -c:v libx264 | --encoder",
                "shots -i x.mp4 | name the input by itself",
                "farm x.mp4 --master local[1] --crf 20 | --target",
                "watch drop -- --crf 20 | --target",
                "watch drop -- --refine 9 | --refine must be 0 to 5",
                "encode x.mp4 | jnd-encode INPUT",
                "auto-encode x.mp4 | jnd-encode INPUT",
                "sample-encode x.mp4 | jnd-encode plan INPUT",
                "crf-search x.mp4 | jnd-encode plan INPUT",
                "vmaf x.mp4 y.mp4 | jnd-encode quality REF DIST",
                "help plan | --help",
                "plna x.mp4 | did you mean plan?",
                "x.mp4 --preset medium | --x264-preset medium",
                "x.mp4 --preset veryslow | --x264-preset veryslow",
                "x.mp4 --taget JND1 | did you mean --target?",
            })
    void theOptionThatWasMeantIsNamed(String line, String answer) {
        assertThat(told(line.split(" ", -1)).err()).contains(answer);
    }

    @Test
    void aFileThatIsCalledLikeACommandIsThatFile() throws IOException {
        Path file = Files.writeString(Path.of("target").resolve("encode"), "no video");
        CliRun run = CliRun.of(file.toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(CliRun.of(folder.resolve("encode").toString()).err()).contains("does not exist");
        Files.delete(file);
    }

    @Test
    void anOptionsValueMayBeWrittenBehindItsLetter() throws IOException {
        Path there = Files.writeString(folder.resolve("there.mp4"), "precious");
        assertThat(CliRun.of("test-videos/sintel-splice.mp4", "-o" + there).err())
                .contains("exists already");
    }

    @Test
    void machinesAreToldToo() {
        CliRun run = CliRun.of("x.mp4", "-crf", "20", "--progress", "json");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out())
                .contains("\"type\":\"error\"")
                .contains("--target")
                .contains("\"exitCode\":2");
    }
}
