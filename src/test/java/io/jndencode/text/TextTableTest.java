package io.jndencode.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
    @Test
    void readsCellsInQuotesWithSeparatorsQuotesAndLineFeedsInThem() {
        TextTable table = TextTable.parse(
                "t.csv", "name , x\r\n\"a, \"\"b\"\"\", 1\r\n\r\n  \"two\nlines\" ,2.5\n", TextTable.COMMA);
        assertThat(table.columns()).containsExactly("name", "x");
        assertThat(table.rows()).extracting(row -> row.text("name")).containsExactly("a, \"b\"", "two\nlines");
        assertThat(table.rows()).extracting(row -> row.number("x")).containsExactly(1.0, 2.5);
        assertThat(table.rows()).extracting(TextTable.Row::line).containsExactly(2, 4);
    }

    @Test
    void passesOverAByteOrderMarkAndTakesAwayTheGuardAgainstFormulas() {
        TextTable table = TextTable.parse("t.csv", "\ufeffname,x\n'=1+1,-3\n", TextTable.COMMA);
        assertThat(table.columns()).containsExactly("name", "x");
        assertThat(table.rows().get(0).text("name")).isEqualTo("=1+1");
        assertThat(table.rows().get(0).whole("x")).isEqualTo(-3);
    }

    @Test
    void readsTabsWithCommasInTheCells() {
        TextTable table = TextTable.parse("t.tsv", "a\tb\n1,5\t\n", TextTable.TAB);
        assertThat(table.rows().get(0).cells()).containsEntry("a", "1,5").containsEntry("b", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a,b~1~          | t.csv, line 2: 1 columns where the header has 2
        a,b~1,2~1,2,3~  | t.csv, line 3: 3 columns where the header has 2
        ~~              | the table t.csv is empty
        a,b~\"1,2~      | t.csv, line
        """)
    void namesTheLineOfAMistake(String text, String message) {
        assertThatThrownBy(() -> TextTable.parse("t.csv", text.replace('~', '\n'), TextTable.COMMA))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining(message);
    }

    @Test
    void namesTheCellThatIsNoNumber() {
        TextTable table = TextTable.parse("t.csv", "a,b\nx,1.5\nNaN,2\n", TextTable.COMMA);
        List<TextTable.Row> rows = table.rows();
        assertThatThrownBy(() -> rows.get(0).number("a")).hasMessage("t.csv, line 2: a is 'x', not a number");
        assertThatThrownBy(() -> rows.get(0).whole("b")).hasMessage("t.csv, line 2: b is '1.5', not a whole number");
        assertThatThrownBy(() -> rows.get(1).number("a")).hasMessage("t.csv, line 3: a is 'NaN', not a finite number");
        assertThatThrownBy(() -> rows.get(1).text("c")).hasMessageContaining("there is no column 'c'");
        assertThatThrownBy(() -> table.with("a", "q")).hasMessageContaining("no column q; it has a, b");
    }
}
