package io.jndencode.media.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class X264Test {
    @Test
    void parametersKeepTheirOrderAndABareKeyMeansOne() {
        assertThat(new X264()
                        .parameters()
                        .parse("ref=5:no-deblock:rc_lookahead=20")
                        .entrySet())
                .extracting(Object::toString)
                .containsExactly("ref=5", "no-deblock=1", "rc-lookahead=20");
        assertThat(new X264().parameters().parse("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bframe, bframes", "trelis, trellis", "me-range, merange"})
    void aMistypedKeyIsRefusedWithTheNearestOne(String typed, String meant) {
        assertThatThrownBy(() -> new X264().parameters().parse(typed + "=3"))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("\"" + typed + "\"")
                .hasMessageContaining("\"" + meant + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"qp=20", "crf=20", "stitchable=0", "open-gop=1", "threads=8", "zones=0,1,q=3"})
    void whatThePlanDecidesCannotBeSet(String parameter) {
        assertThatThrownBy(() -> new X264().parameters().parse(parameter))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("decided by jnd-encode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cqmfile=/etc/passwd",
                "cqm_file=x:cqmfile=x",
                "cqm=/etc/passwd",
                "cqm=./flat", // x264 itself would take it for flat: not a thing to lean on
                "cqm",
                "cqm=JVT", // x264 knows the word in small letters alone, and opens a file of that name
                "cqm=Flat",
                "nocqmfile=x",
                "nostats",
                "ref=3:cqm=1",
                "stats=x.log",
                "no-stats",
                "qpfile=q.txt",
                "dump-yuv=d.yuv",
                "dump_yuv=d.yuv",
                "log-file=l.txt",
                "opencl-clbin=c.bin",
                " CQMFILE =x"
            })
    void noParameterMayNameAFile(String params) {
        assertThatThrownBy(() -> new X264().parameters().parse(params))
                .isInstanceOf(JndException.Usage.class)
                .satisfies(error -> assertThat(error.getMessage()).matches("(?s).*(file|no parameter).*"));
    }

    @Test
    void matricesThatAreNoFilesMayBeSet() {
        assertThat(new X264().parameters().parse("cqm=jvt:cqm4=16,16,16,16,16,16,16,16,16,16,16,16,16,16,16,16"))
                .hasSize(2);
    }

    @Test
    void anUnknownPresetIsRefused() {
        assertThatThrownBy(() -> EncoderSettings.constantQp("mediun", 20))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("mediun");
    }
}
