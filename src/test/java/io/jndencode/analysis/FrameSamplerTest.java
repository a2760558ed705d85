package io.jndencode.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.BgrImage;
import io.jndencode.shot.FrameRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 25 frames a second, shots of at least 15 frames, known at most 50 frames late. */
class FrameSamplerTest {
    private static final BgrImage PICTURE = new BgrImage(1, 1, new byte[3]);
    private static final int DELAY = 50;

    private int pictures;

    @ParameterizedTest
    @CsvSource({"15, 1", "37, 1", "38, 2", "75, 2", "76, 3", "250, 3"})
    void aLongerShotIsJudgedByMoreFrames(int frames, int samples) {
        assertThat(sampled(3, frames).get(0)).hasSize(samples);
        assertThat(sampled(1, frames).get(0)).hasSize(1);
    }

    @Test
    void theFramesLieWellInsideTheShot() {
        assertThat(sampled(3, 200, 250).get(1))
                .allSatisfy(frame -> assertThat(frame).isBetween(200L + 25, 450L - 25));
    }

    @Test
    void everyShotIsJudgedByItsOwnFramesWhateverItsLength() {
        Random random = new Random(7);
        int[] lengths = random.ints(300, 15, 251).toArray();
        List<List<Long>> sampled = sampled(3, lengths);
        long start = 0;
        for (int i = 0; i < lengths.length; i++) {
            FrameRange shot = new FrameRange(start, start + lengths[i]);
            assertThat(sampled.get(i))
                    .isNotEmpty()
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .allMatch(shot::contains);
            start = shot.end();
        }
    }

    @Test
    void theSameVideoGivesTheSameFrames() {
        int[] lengths = {40, 15, 250, 99};
        assertThat(sampled(3, lengths)).isEqualTo(sampled(3, lengths));
    }

    @Test
    void fewFramesAreScaledAndAnHourLongShotKeepsFewOfThem() {
        FrameSampler<BgrImage> sampler = new FrameSampler<>(3, 25, 15, DELAY);
        for (long frame = 0; frame < 90_000; frame++) {
            sampler.push(frame, this::picture);
        }
        assertThat(pictures).isLessThan(90_000 / 6);
        assertThat(sampler.take(new FrameRange(0, 90_000)))
                .hasSize(3)
                .allSatisfy(c -> assertThat(c.frame()).isBetween(1_000L, 89_000L));
    }

    @Test
    void theFrameBeforeIsOfTheSameShotAndAThirtiethOfASecondAway() {
        FrameSampler<BgrImage> sampler = new FrameSampler<BgrImage>(3, 60, 12, DELAY).lookingBack();
        for (long frame = 0; frame < 200; frame++) {
            byte number = (byte) frame;
            sampler.push(frame, () -> new BgrImage(1, 1, new byte[] {number, number, number}));
        }
        for (FrameRange shot : List.of(new FrameRange(0, 90), new FrameRange(90, 103), new FrameRange(103, 200))) {
            for (DetectedShot.Sample<BgrImage> taken : sampler.take(shot)) {
                BgrImage previous = Objects.requireNonNull(taken.previous());
                assertThat(taken.picture().samples()[0]).isEqualTo((byte) taken.frame());
                assertThat(previous.samples()[0]).isEqualTo((byte) (taken.frame() - 2));
                assertThat(shot.contains(taken.frame() - 2)).isTrue();
            }
        }
    }

    /** Whoever keeps frames for pictures must know of each of them when it will not be wanted. */
    @ParameterizedTest
    @CsvSource({"25, 15", "60, 12", "250, 15", "450, 22", "25, 1"})
    void everyPictureIsEitherTakenOrToldToBeUnwanted(double rate, int shortest) {
        List<Object> asked = new ArrayList<>();
        List<Object> unwanted = new ArrayList<>();
        List<Object> taken = new ArrayList<>();
        FrameSampler<Object> sampler =
                new FrameSampler<>(3, rate, shortest, DELAY).lookingBack().discarding(unwanted::add);
        for (long frame = 0; frame < 2000; frame++) {
            sampler.push(frame, () -> {
                asked.add(new Object());
                return asked.get(asked.size() - 1);
            });
            assertThat(asked.size() - unwanted.size() - taken.size()).isLessThan(80);
            if (frame == 150 || frame == 300) {
                sampler.take(new FrameRange(frame - 150, frame - 40)).forEach(sample -> sample.each(taken::add));
                sampler.take(new FrameRange(frame - 40, frame)).forEach(sample -> sample.each(taken::add));
            }
        }
        sampler.take(new FrameRange(300, 2000)).forEach(sample -> sample.each(taken::add));
        assertThat(taken).doesNotHaveDuplicates().doesNotContainAnyElementsOf(unwanted);
        assertThat(unwanted).doesNotHaveDuplicates();
        taken.addAll(unwanted);
        // The last picture may wait for a candidate that never came.
        assertThat(asked.size() - taken.size()).isBetween(0, 1);
    }

    private BgrImage picture() {
        pictures++;
        return PICTURE;
    }

    /** The frames sampled of shots of these lengths, each closed as late as may be. */
    private List<List<Long>> sampled(int most, int... lengths) {
        FrameSampler<BgrImage> sampler = new FrameSampler<>(most, 25, 15, DELAY);
        List<List<Long>> sampled = new ArrayList<>();
        long pushed = 0;
        long total = 0;
        for (int length : lengths) {
            total += length;
        }
        long start = 0;
        for (int length : lengths) {
            long end = start + length;
            for (; pushed < Math.min(end + DELAY, total); pushed++) {
                sampler.push(pushed, this::picture);
            }
            sampled.add(sampler.take(new FrameRange(start, end)).stream()
                    .map(DetectedShot.Sample::frame)
                    .toList());
            start = end;
        }
        return sampled;
    }
}
