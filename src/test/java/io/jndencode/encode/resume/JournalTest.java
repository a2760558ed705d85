package io.jndencode.encode.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.analysis.AnalysedShot;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.media.CodingCost;
import io.jndencode.media.modelinput.ProbeCost;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.ShotStatistics;
import io.jndencode.shot.Transition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final JournalRecord ONE = new JournalRecord.Encoded("one", 10, "ab", 9);
    private static final JournalRecord TWO = new JournalRecord.Made("video", "/tmp/Fünf.mp4", 20, "cd");
    private static final JournalRecord THREE =
            new JournalRecord.Analysed("list", new AnalysisTotals(2, 40, -3, 1, true));

    @TempDir
    Path folder;

    private Path file;

    private static final AnalysedShot SHOT = new AnalysedShot(
            new Shot(3, new FrameRange(7, 9), Transition.DISSOLVE),
            new long[] {-1, 512},
            1024,
            new ShotStatistics(1.0 / 7, 99.5, 0, 2.25, 0.5, 1.0 / 3),
            List.of(8L),
            new JndPrediction(1.0 / 3, 24.1, 30.000000000000004, 0.1, JndPrediction.Confidence.IN_DISTRIBUTION),
            List.of(new ProbeCost(new CodingCost(38.5, 1.0 / 3, 2, 0), 2.0 / 3, 0.1)));

    @BeforeEach
    void writeThree() {
        file = folder.resolve("journal");
        try (Journal journal = Journal.open(file)) {
            assertThat(journal.found()).isEmpty();
            List.of(ONE, TWO, THREE).forEach(journal::append);
        }
    }

    private String line(int number) throws IOException {
        return Files.readAllLines(file).get(number);
    }

    @Test
    void entriesComeBackInOrder() throws IOException {
        assertThat(Journal.read(file)).containsExactly(ONE, TWO, THREE);
        assertThat(Journal.read(folder.resolve("none"))).isEmpty();
    }

    @Test
    void aShotComesBackToTheLastBitOfItsLevels() throws IOException {
        try (Journal journal = Journal.open(file)) {
            journal.append(new JournalRecord.Judged("list", "model", SHOT));
        }
        JournalRecord.Judged judged = (JournalRecord.Judged) Journal.read(file).get(3);
        assertThat(judged.shot()).usingRecursiveComparison().isEqualTo(SHOT);
    }

    @Test
    void aShotOfAnEarlierVersionWithoutProbesIsNotLookedForAnew() throws IOException {
        try (Journal journal = Journal.open(file)) {
            journal.append(new JournalRecord.Judged("list", "model", SHOT));
        }
        String rest = line(3).substring(line(3).indexOf(',') + 1);
        String less = rest.replaceFirst(",\"probes\":\\[.*\\]", "");
        assertThat(less).isNotEqualTo(rest).doesNotContain("probes");
        Files.writeString(file, signed(less) + "\n", StandardOpenOption.APPEND);
        JournalRecord.Judged judged = (JournalRecord.Judged) Journal.read(file).get(4);
        assertThat(judged.shot().probes()).isEmpty();
        assertThat(judged.shot().jnd()).isEqualTo(SHOT.jnd());
    }

    @Test
    void aShotOfAnEarlierVersionThatSaysLessOfItIsLookedForAnew() throws IOException {
        try (Journal journal = Journal.open(file)) {
            journal.append(new JournalRecord.Judged("list", "model", SHOT));
        }
        String rest = line(3).substring(line(3).indexOf(',') + 1);
        assertThat(signed(rest)).isEqualTo(line(3));
        String less = rest.replaceFirst(",\"reuse\":[^}]*", "");
        assertThat(less).isNotEqualTo(rest);
        Files.writeString(file, signed(less) + "\n", StandardOpenOption.APPEND);
        assertThat(Journal.read(file)).hasSize(4);
    }

    private static String signed(String rest) {
        CRC32C crc = new CRC32C();
        crc.update(rest.getBytes(StandardCharsets.UTF_8));
        return "{\"crc\":\"%08x\",%s".formatted((int) crc.getValue(), rest);
    }

    @Test
    void aTornLastLineIsLeftOutAndTheNextOneBeginsFresh() throws IOException {
        byte[] all = Files.readAllBytes(file);
        for (int length = all.length - 1; length > all.length - line(2).length(); length--) {
            Files.write(file, java.util.Arrays.copyOf(all, length));
            try (Journal journal = Journal.open(file)) {
                assertThat(journal.found()).containsExactly(ONE, TWO);
                journal.append(ONE);
            }
            assertThat(Journal.read(file)).as("cut at %d", length).containsExactly(ONE, TWO, ONE);
        }
    }

    @Test
    void aDamagedLineCostsThatLineOnly() throws IOException {
        byte[] all = Files.readAllBytes(file);
        int from = line(0).length() + 1;
        int to = from + line(1).getBytes(StandardCharsets.UTF_8).length;
        for (int at = from; at < to; at++) {
            byte[] damaged = all.clone();
            damaged[at] ^= 0x04;
            Files.write(file, damaged);
            assertThat(Journal.read(file)).as("byte %d", at).containsExactly(ONE, THREE);
        }
    }

    @Test
    void linesOfAnotherVersionAreLeftOut() throws IOException {
        String body = "\"type\":\"dream\",\"of\":1}";
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        String line = "{\"crc\":\"%08x\",%s\n".formatted(crc.getValue(), body);
        Files.writeString(file, line, StandardOpenOption.APPEND);
        assertThat(Journal.read(file)).containsExactly(ONE, TWO, THREE);
    }
}
