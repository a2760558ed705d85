package io.jndencode.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupSplitterTest {
    private static final List<String> FILES = Stream.concat(
                    IntStream.range(0, 80).mapToObj(i -> "clip" + i + ".mp4"),
                    Stream.concat(Collections.nCopies(20, "bbb_a.mp4").stream(), Stream.of("x_bbb.webm", "sintel.mp4")))
            .toList();

    @Test
    void filesOfOneFilmAreOneGroup() {
        GroupSplitter groups = new GroupSplitter(List.of("bbb"), List.of(), 0.2, 0.1, 1);
        assertThat(groups.group("x_bbb.webm"))
                .isEqualTo(groups.group("bbb_a.mp4"))
                .isEqualTo("bbb");
        assertThat(groups.group("clip1.mp4")).isEqualTo("clip1.mp4");
    }

    @Test
    void sharesAreKeptAndTheSameSeedDealsTheSame() {
        GroupSplitter groups = new GroupSplitter(List.of("bbb"), List.of("sintel"), 0.2, 0.1, 5);
        Map<String, Split> dealt = groups.deal(FILES);
        assertThat(dealt).isEqualTo(groups.deal(FILES));
        assertThat(dealt.get("sintel.mp4")).isEqualTo(Split.VALID);
        long valid = FILES.stream()
                .filter(file -> dealt.get(groups.group(file)) == Split.VALID)
                .count();
        assertThat(valid).isBetween(18L, 22L);
    }

    @Test
    void aMarkOfASourceHoldsWhateverItsGroupIsNamed() {
        GroupSplitter groups = new GroupSplitter(List.of("intel"), List.of("sintel"), 0, 0, 5);
        Map<String, Split> dealt = groups.deal(List.of("sintel_trailer.mp4", "intel_car.mp4", "bunny.mp4"));
        assertThat(dealt).isEqualTo(Map.of("intel", Split.VALID, "bunny.mp4", Split.TRAIN));
    }

    @Test
    void whatIsDealtStaysAndARunThatGoesOnDealsTheRestAsItWouldHaveBeen() {
        GroupSplitter groups = new GroupSplitter(List.of("bbb"), List.of("sintel"), 0.2, 0.1, 5);
        Map<String, Split> dealt = groups.deal(FILES);
        for (int every = 2; every < 7; every++) {
            int n = every;
            Map<String, Split> half = new HashMap<>(dealt);
            half.keySet().removeIf(group -> group.length() % n == 0 || group.hashCode() % n == 0);
            assertThat(groups.deal(FILES, half)).isEqualTo(dealt);
        }
    }

    @Test
    void sourcesThatAreAddedFillThePartsThatWereEmpty() {
        for (int seed = 0; seed < 50; seed++) {
            GroupSplitter groups = new GroupSplitter(List.of(), List.of(), 0.2, 0.1, seed);
            Map<String, Split> five = groups.deal(FILES.subList(0, 5));
            assertThat(five).doesNotContainValue(Split.TEST);
            Map<String, Split> ten = groups.deal(FILES.subList(0, 10), five);
            assertThat(ten).containsAllEntriesOf(five).containsValue(Split.TEST);
            assertThat(Collections.frequency(ten.values(), Split.VALID)).isEqualTo(2);
        }
    }

    @Test
    void sharesThatLeaveNothingToTrainOnAreRefused() {
        assertThatThrownBy(() -> new GroupSplitter(List.of(), List.of(), 0.6, 0.4, 1))
                .hasMessageContaining("nothing to train on");
    }
}
