package io.jndencode.farm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskSizeTest {
    private static final long MEGAPIXEL = 1_000_000;

    private static List<String> tasks(double size, OptionalInt places, Long... frames) {
        return new TaskSize(size)
                .tasks(List.of(frames), MEGAPIXEL, places).stream()
                        .map(ShotNumbers::toString)
                        .toList();
    }

    @Test
    void shortShotsShareATaskUntilItHasEnoughToDo() {
        assertThat(tasks(100, OptionalInt.empty(), 40L, 50L, 30L, 500L, 99L, 1L, 7L))
                .containsExactly("0-2", "3", "4-5", "6");
        assertThat(tasks(0, OptionalInt.empty(), 40L, 50L, 30L)).containsExactly("0", "1", "2");
        assertThat(tasks(1e9, OptionalInt.empty(), 40L, 50L, 30L)).containsExactly("0-2");
    }

    @Test
    void noPlaceIsLeftIdleForTheSakeOfLargeTasks() {
        Long[] frames = Collections.nCopies(80, 10L).toArray(Long[]::new);
        assertThat(tasks(300, OptionalInt.of(4), frames)).hasSize(16).startsWith("0-4", "5-9");
        assertThat(tasks(20, OptionalInt.of(4), frames)).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNoSizeIsRefused(double size) {
        assertThatThrownBy(() -> new TaskSize(size)).isInstanceOf(JndException.Usage.class);
    }

    @Test
    void numbersOfShotsAreReadAsTheyAreWritten() {
        assertThat(ShotNumbers.parse("7, 0-2,1", "--index").within(8)).containsExactly(0, 1, 2, 7);
        assertThat(ShotNumbers.parse("3", "--index")).hasToString("3").isEqualTo(ShotNumbers.of(3, 3));
        assertThatThrownBy(() -> ShotNumbers.parse("0-8", "--index").within(8))
                .isInstanceOf(JndException.Usage.class)
                .hasMessage("there is no shot 8: the sidecar has the shots 0 to 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "2-1", "1,", "a", "1-", "9999999999", "1.5"})
    void whatIsNoNumberIsRefused(String text) {
        assertThatThrownBy(() -> ShotNumbers.parse(text, "--index"))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageStartingWith("--index: \"");
    }
}
