package io.jndencode.media.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateCapTest {
    @ParameterizedTest
    @CsvSource({
        "6M, 12M, 6000000, 12000000",
        "6m, 9000k, 6000000, 9000000",
        "1.5M, , 1500000, 3000000",
        "800k, 1M, 800000, 1000000",
        "800kbps, 1Mbit, 800000, 1000000",
        "2500000, 2500000, 2500000, 2500000",
        "0.0123G, 4M, 12300000, 4000000"
    })
    void bitsAreReadAsFfmpegWritesThem(String maxrate, String bufsize, long rate, long buffer) {
        assertThat(RateCap.parse(maxrate, bufsize)).isEqualTo(new RateCap(rate, buffer));
    }

    @ParameterizedTest
    @CsvSource({"none", "0"})
    void noneIsNoCeiling(String maxrate) {
        assertThat(RateCap.parse(maxrate, null).limits()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "fast, , maxrate \"fast\" is not known",
        "6MB/h, , maxrate \"6MB/h\" is not known",
        "-6M, , maxrate \"-6M\" is not known",
        "6 M, , maxrate \"6 M\" is not known",
        "7k, , maxrate is 7000 bits",
        "6M, big, bufsize \"big\" is not known",
        "6M, 599k, bufsize is 599000 bits",
        "99G, , maxrate is 99000000000 bits"
    })
    void whatIsNoRateIsRefusedInASentence(String maxrate, String bufsize, String sentence) {
        assertThatThrownBy(() -> RateCap.parse(maxrate, bufsize))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aBufferAloneLimitsNothing() {
        assertThatThrownBy(() -> RateCap.parse(null, "6M")).hasMessageContaining("largest rate");
    }
}
