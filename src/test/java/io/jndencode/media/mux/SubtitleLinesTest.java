package io.jndencode.media.mux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is shown when, worked out by hand. */
class SubtitleLinesTest {
    private final SubtitleLines lines = new SubtitleLines();

    private void add(long start, long duration, String text) {
        lines.add(start, duration, text.isEmpty() ? List.of() : List.of(text));
    }

    private static SubtitleLines.Shown shown(long start, long end, String... text) {
        return new SubtitleLines.Shown(start, end, List.of(text));
    }

    @Test
    void linesApartStayAsTheyAre() {
        add(0, 10, "a");
        add(10, 5, "b");
        add(20, 5, "c");
        assertThat(lines.rest(100)).containsExactly(shown(0, 10, "a"), shown(10, 15, "b"), shown(20, 25, "c"));
        assertThat(lines.overlapping()).isZero();
    }

    @Test
    void threeThatOverlapAreShownTogetherWhileTheyDo() {
        add(0, 10, "a");
        add(4, 10, "b");
        add(8, 10, "c");
        assertThat(lines.rest(100))
                .containsExactly(
                        shown(0, 4, "a"),
                        shown(4, 8, "a", "b"),
                        shown(8, 10, "a", "b", "c"),
                        shown(10, 14, "b", "c"),
                        shown(14, 18, "c"));
        assertThat(lines.overlapping()).isEqualTo(3);
    }

    @Test
    void aLongLineStaysBesideTheOthersThatComeAndGo() {
        add(0, 100, "long");
        add(10, 5, "a");
        add(50, 5, "b");
        assertThat(lines.rest(100))
                .containsExactly(
                        shown(0, 10, "long"),
                        shown(10, 15, "long", "a"),
                        shown(15, 50, "long"),
                        shown(50, 55, "long", "b"),
                        shown(55, 100, "long"));
    }

    @Test
    void linesThatBeginTogetherAreOneText() {
        add(5, 10, "a");
        add(5, 20, "b");
        assertThat(lines.rest(100)).containsExactly(shown(5, 15, "a", "b"), shown(15, 25, "b"));
    }

    @Test
    void aLineOfUnknownLengthLastsUntilTheNextAndTheLastUntilTheEnd() {
        add(0, 0, "a");
        add(30, 5, "b");
        add(50, 0, "c");
        assertThat(lines.rest(100)).containsExactly(shown(0, 30, "a"), shown(30, 35, "b"), shown(50, 100, "c"));
        assertThat(lines.overlapping()).isZero();
    }

    @Test
    void anEmptyLineEndsOneOfUnknownLength() {
        add(0, 0, "a");
        add(7, 0, "");
        assertThat(lines.rest(100)).containsExactly(shown(0, 7, "a"));
    }

    @Test
    void textsAreGivenAsSoonAsNoOtherCanBeginBeforeThem() {
        add(0, 10, "a");
        assertThat(lines.until(0)).isEmpty();
        assertThat(lines.until(3)).containsExactly(shown(0, 10, "a"));
        add(6, 10, "b");
        assertThat(lines.until(20)).containsExactly(shown(6, 10, "a", "b"), shown(10, 16, "b"));
        add(16, 4, "c");
        assertThat(lines.rest(100)).containsExactly(shown(16, 20, "c"));
        assertThat(lines.late()).isZero();
    }

    @Test
    void aLineThatComesTooLateBeginsAfterTheTextGivenLast() {
        add(10, 10, "a");
        assertThat(lines.until(30)).containsExactly(shown(10, 20, "a"));
        add(5, 20, "b");
        assertThat(lines.rest(100)).containsExactly(shown(11, 25, "b"));
        assertThat(lines.late()).isEqualTo(1);
    }
}
