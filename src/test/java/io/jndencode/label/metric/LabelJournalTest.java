package io.jndencode.label.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.CodingCost;
import io.jndencode.quality.rule.MetricJndModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days of labelling must survive an update of the program. */
class LabelJournalTest {
    private static final Clip RUN = new Clip.OfVideo("a.mp4", 25, 1, 28, 1, 640, 360);

    /** A line as version 0.1.0 wrote it, but for the rule's fingerprint. */
    private static final String LINE = """
        {"choice":null,"labelled":{"run":{"kind":"video","file":"a.mp4","startFrame":25,"start":1.0,"frames":28,\
        "step":1,"width":640,"height":360},"bytes":7000,"rule":"%s","split":"train",\
        "levels":{"jnd1":26.0,"jnd2":31.0,"jnd3":34.0},"curve":[],\
        "content":{"width":640,"height":360,"framesPerSecond":25.0,"frames":28,"luma":100.0,"texture":2.0,"motion":1.0},\
        "encodes":3,"trials":[]}}
        """;

    @TempDir
    Path folder;

    @Test
    void aLabelUnderTheRulesFingerprintIsTaken() throws IOException {
        assertThat(journal(MetricJndModel.standard().fingerprint()).labelled(RUN, 7000, MetricJndModel.standard()))
                .hasValueSatisfying(label -> assertThat(label.levels().jnd1()).isEqualTo(26));
    }

    @Test
    void aLabelUnderTheShortFingerprintOfEarlierVersionsIsTaken() throws IOException {
        assertThat(journal("ab5dc828").labelled(RUN, 7000, MetricJndModel.standard()))
                .isPresent();
    }

    @Test
    void aLabelOfAnotherRuleOrOfAChangedFileIsNot() throws IOException {
        assertThat(journal("ab5dc829").labelled(RUN, 7000, MetricJndModel.standard()))
                .isEmpty();
        assertThat(journal("ab5dc828").labelled(RUN, 7001, MetricJndModel.standard()))
                .isEmpty();
    }

    @Test
    void theProbesOfEarlierVersionsAreReadAndWrittenUnderTheirName() throws IOException {
        Path file = folder.resolve("journal.ndjson");
        String probe = "{\"psnr\":38.5,\"luma\":101.0,\"texture\":2.5,\"motion\":0.75}";
        Files.writeString(file, LINE.formatted("ab5dc828").replace("\"trials\":[]", "\"trials\":[" + probe + "]"));
        LabelJournal journal = new LabelJournal(file);
        LabelledClip label =
                journal.labelled(RUN, 7000, MetricJndModel.standard()).orElseThrow();
        assertThat(label.probes()).containsExactly(new CodingCost(38.5, 101, 2.5, 0.75));
        journal.add(label);
        assertThat(Files.readAllLines(file))
                .last(InstanceOfAssertFactories.STRING)
                .contains("\"trials\":[" + probe + "]");
    }

    @Test
    void aLineThatWasCutOffDoesNotCount() throws IOException {
        Path file = folder.resolve("journal.ndjson");
        byte[] torn = "{\"choice\":{\"file\":\"Fünf".getBytes(StandardCharsets.UTF_8);
        Files.writeString(file, LINE.formatted("ab5dc828"));
        Files.write(file, Arrays.copyOf(torn, torn.length - 3), StandardOpenOption.APPEND); // ends within the umlaut
        try (LabelJournal journal = new LabelJournal(file)) {
            LabelledClip label =
                    journal.labelled(RUN, 7000, MetricJndModel.standard()).orElseThrow();
            journal.add(label);
        }
        assertThat(Files.readAllLines(file))
                .as("the next line is not appended to what is left of the last")
                .hasSize(2);
        assertThat(new LabelJournal(file).done()).hasSize(1);
    }

    private LabelJournal journal(String fingerprint) throws IOException {
        Path file = folder.resolve("journal.ndjson");
        Files.writeString(file, LINE.formatted(fingerprint));
        return new LabelJournal(file);
    }
}
