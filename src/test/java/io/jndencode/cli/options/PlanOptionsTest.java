package io.jndencode.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.plan.Preset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PlanOptionsTest {
    @Command
    static final class Taking {
        @Mixin
        PlanOptions plan = new PlanOptions();
    }

    private static Preset preset(String... words) {
        Taking taking = new Taking();
        new CommandLine(taking).parseArgs(words);
        return taking.plan.preset();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--max-qp 99 | --max-qp: QP limits 12 to 99",
                "--min-qp 60 | --min-qp: QP limits 60 to 42",
                "--min-qp 45 --max-qp 44 | --min-qp: QP limits 45 to 44",
                "--min-qp 60 --max-qp 70 | --min-qp: QP limits 60 to 42",
                "--target 9 | --target: target 9 is outside 0 to 3",
                "--safety 7 | --safety: safety is 7.0",
                "--min-keyint 3s --keyint 2s | --min-keyint 3s is more than --keyint 2s",
                "--min-keyint 1 | --min-keyint: a key frame interval of 1 frames",
                "--keyint 0 | --keyint: a key frame interval of 0 frames",
                "--encoder-preset bogus | --encoder-preset: x264 preset \"bogus\" is not known",
                "--x264-preset bogus | --x264-preset: x264 preset \"bogus\" is not known",
                "--encoder x265 --encoder-preset bogus | --encoder-preset: ",
                "--encoder h265 | --encoder: encoder \"h265\" is not known",
                "--audio foo | --audio: the sound \"foo\" is not known",
                "--audio aac:1k --audio-lang eng | --audio: the sound \"aac:1k\"",
                "--subtitles some | --subtitles: ",
                "--rate-control vbr | --rate-control: rate control \"vbr\" is not known",
                "--dynamic-hdr no | --dynamic-hdr: dynamic HDR \"no\" is not known",
                "--encoder svt-av1 --rate-control cqp | --rate-control: "
            })
    void theSentenceNamesTheOptionAtFault(String words, String sentence) {
        assertThatThrownBy(() -> preset(words.split(" ")))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageStartingWith(sentence)
                .hasMessageNotContaining("preset default");
    }

    @Test
    void aPresetFileAtFaultIsNamedItself(@TempDir Path folder) throws Exception {
        Path mine = Files.writeString(folder.resolve("mine.json"), "{\"extends\": \"default\", \"maxQp\": 99}");
        assertThatThrownBy(() -> preset("--preset", mine.toString()))
                .hasMessageStartingWith("preset " + mine + ": QP limits 12 to 99");
        assertThat(preset("--min-qp", "45", "--max-qp", "50").limits())
                .hasToString(preset("--max-qp", "50", "--min-qp", "45").limits().toString());
    }
}
