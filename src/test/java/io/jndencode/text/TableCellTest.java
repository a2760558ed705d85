package io.jndencode.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableCellTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "=cmd|' /C calc'!A0",
                "\uff1d1",
                "\uff0b1",
                "\uff0d1",
                "\uff20x",
                "'=1",
                "''-1"
            })
    void noProgramComputesAText(String text) {
        assertThat(TableCell.csv(text).replaceFirst("^\"", "")).startsWith("'");
        assertThat(TableCell.tsv(text)).startsWith("'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"film.mp4", "a=b", "don't", "'quoted'", "2-1", "Ölfilm"})
    void plainTextStaysAsItIs(String text) {
        assertThat(TableCell.csv(text)).isEqualTo(text);
        assertThat(TableCell.tsv(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {"a,b|\"a,b\"", "a\"b|\"a\"\"b\"", "a;b|\"a;b\"", "=1,2|\"'=1,2\""})
    void separatorsAndQuotesAreQuoted(String text, String cell) {
        assertThat(TableCell.csv(text)).isEqualTo(cell);
    }

    @Test
    void aCellIsOneLineWithoutControlCharacters() {
        assertThat(TableCell.csv("\t=1")).isEqualTo("\\t=1");
        assertThat(TableCell.csv("a\r\nb\u001b[2J")).isEqualTo("a\\r\\nb\\u001b[2J");
        assertThat(TableCell.tsv("a\tb\nc")).isEqualTo("a\\tb\\nc");
    }

    @Test
    void aLineIsReadAsSpreadsheetsWriteIt() {
        assertThat(TextTable.parse("t", "\ufeff index , \"a, b\",\"say \"\"no\"\"\",,'=1,-3.5,'tis", TextTable.COMMA)
                        .columns())
                .containsExactly("index", "a, b", "say \"no\"", "", "=1", "-3.5", "'tis");
    }

    /** Texts made of what is special somewhere, and of what is not. */
    @Test
    void whatIsWrittenIsReadBack() {
        Random random = new Random(4);
        String alphabet = "=+-@'\",;ab ü\\";
        for (int i = 0; i < 5000; i++) {
            StringBuilder made = new StringBuilder();
            for (int n = random.nextInt(6); n >= 0; n--) {
                made.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String text = made.toString().strip();
            String line = "first," + TableCell.csv(text) + "," + TableCell.csv(text);
            assertThat(TextTable.parse("t", line, TextTable.COMMA).columns()).isEqualTo(List.of("first", text, text));
            String controls = text + "\t\n\u001b\u202e\r" + text + "\\n";
            assertThat(TableCell.exactTsv(controls)).doesNotContain("\t", "\n", "\r", "\u001b", "\u202e");
            assertThat(TableCell.readExactTsv(TableCell.exactTsv(controls))).isEqualTo(controls);
        }
    }
}
