package io.jndencode.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class SecondsConverterTest {
    @ParameterizedTest
    @CsvSource({"12.5,12.5", "0,0", "1:02.5,62.5", "1:00:02,3602", "90,90"})
    void readsSecondsAndClockTimes(String text, double seconds) {
        assertThat(new SecondsConverter().convert(text)).isEqualTo(seconds);
    }

    @Test
    void refusesOtherTextsNamingThem() {
        assertThatThrownBy(() -> new SecondsConverter().convert("-3"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'-3' is not a time");
    }
}
