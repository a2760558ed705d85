package io.jndencode.farm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.JndException;
import io.jndencode.farm.spark.RemoteCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Names with control characters: refused where they would end a line, kept where the format has a way to write them. */
class ControlCharactersTest {
    private static final Path SAFE = Path.of("/m/x");

    private static JobList jobs(JobList.Layout layout) {
        return JobList.of(List.of(1L), 1, layout, new TaskSize(0), OptionalInt.empty());
    }

    /** One list for each place a name can stand in. */
    private static Stream<JobList> everyPlace(String bad) {
        Path path = Path.of("/m/" + bad);
        return Stream.of(
                        new JobList.Layout(List.of(bad), SAFE, SAFE, SAFE, SAFE),
                        new JobList.Layout(List.of("p"), path, SAFE, SAFE, SAFE),
                        new JobList.Layout(List.of("p"), SAFE, path, SAFE, SAFE),
                        new JobList.Layout(List.of("p"), SAFE, SAFE, path, SAFE),
                        new JobList.Layout(List.of("p"), SAFE, SAFE, SAFE, path))
                .map(ControlCharactersTest::jobs);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"JSON", "SPARK"})
    void linesCannotHoldThem(JobListFormat format) {
        for (String bad : List.of("a\nb", "a\rb", "a\u001b[2Jb", "a\u007fb", "a\u0085b", "a\fb")) {
            everyPlace(bad)
                    .forEach(jobs -> assertThatThrownBy(() -> format.text(jobs, OptionalInt.empty()))
                            .isInstanceOf(JndException.Usage.class)
                            .hasMessageContaining("U+%04X", (int) bad.charAt(1))
                            .hasMessageContaining("--format json or spark")
                            .message()
                            .doesNotContain(bad));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ntouch x", "a\rb", "\u0001"})
    void jsonAndSparkKeepThem(String bad) {
        everyPlace(bad).forEach(jobs -> {
            List<String> words = jobs.tasks().get(0).command().words();
            String line = JobListFormat.SPARK.text(jobs, OptionalInt.empty());
            assertThat(line.lines()).hasSize(1);
            assertThat(RemoteCommand.parse(line.strip().substring("task ".length()))
                            .words())
                    .isEqualTo(words);
            assertThat(read(JobListFormat.JSON.text(jobs, OptionalInt.empty()))).isEqualTo(words);
        });
    }

    private static List<String> read(String json) {
        try {
            return JsonMapper.builder()
                    .build()
                    .readTree(json)
                    .at("/shots/0/command")
                    .valueStream()
                    .map(word -> word.asText())
                    .toList();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
