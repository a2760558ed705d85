package io.jndencode.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "film.mp4",
                "Ölfilm – 映画 🎬.mkv",
                "א ב\u200fג.mp4",
                "می\u200cخواهم.mp4",
                "👩\u200d👧.mov",
                "a\\b.mp4"
            })
    void whatIsHarmlessStaysAsItIs(String text) {
        assertThat(Printable.line(text)).isSameAs(text);
        assertThat(Printable.text(text)).isSameAs(text);
    }

    @Test
    void whatCommandsATerminalIsEscaped() {
        assertThat(Printable.line("a\u001b[2Jb\u001b]0;title\u0007c\u009b31md\u007fe\u0000"))
                .isEqualTo("a\\u001b[2Jb\\u001b]0;title\\u0007c\\u009b31md\\u007fe\\u0000");
        assertThat(Printable.line("first\nsecond\r\tthird\u0085\u2028\u2029"))
                .isEqualTo("first\\nsecond\\r\\tthird\\u0085\\u2028\\u2029");
    }

    @Test
    void whatTurnsTheReadingDirectionIsEscaped() {
        assertThat(Printable.line("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
                .isEqualTo("\\u202a\\u202b\\u202c\\u202d\\u202e\\u2066\\u2067\\u2068\\u2069");
    }

    @Test
    void halvesOfAPairAreEscapedWholePairsAreNot() {
        assertThat(Printable.line("\ud83c\udfac \ud83c \udfac")).isEqualTo("\ud83c\udfac \\ud83c \\udfac");
    }

    @Test
    void textKeepsItsLinesAndTabs() {
        assertThat(Printable.text("a\tb\nc\u001bd\r\n")).isEqualTo("a\tb\nc\\u001bd\\r\n");
    }

    /** Every character there is, inside JSON: the line is still JSON and says the same. */
    @Test
    void jsonKeepsItsValues() throws Exception {
        JsonMapper mapper = JsonMapper.builder().build();
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            all.append(c).append('x');
        }
        String json = mapper.writeValueAsString(Map.of("name", all.toString()));
        String shown = Printable.line(json);
        assertThat(mapper.readTree(shown).get("name").textValue().equals(all.toString()))
                .isTrue();
        assertThat(shown).isEqualTo(Printable.text(shown));
    }
}
