package io.jndencode.label.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jndencode.JndException;
import io.jndencode.file.LineFile;
import io.jndencode.quality.rule.MetricJndModel;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records the finished work on a dataset: one line of JSON for the clips chosen from each source and for each labelled clip, appended
 * as soon as it is done. A killed run continues from here. Safe for several threads.
 */
final class LabelJournal implements AutoCloseable {
    /** Journals of earlier versions may hold a line that a killed run left. */
    private static final int MOST_DAMAGED = 1;

    private final LineFile lines;
    private final Map<String, Choice> choices = new LinkedHashMap<>();
    private final Map<Work, LabelledClip> done = new LinkedHashMap<>();

    /**
     * The clips chosen from a source.
     *
     * @param how the options the choice depends on
     * @param bytes size of the file at that time
     */
    record Choice(String file, String how, long bytes, List<Clip> runs) {
        Choice {
            runs = List.copyOf(runs);
        }
    }

    private record Line(@Nullable Choice choice, @Nullable LabelledClip labelled) {}

    LabelJournal(Path file) {
        lines = new LineFile(file);
        try {
            int damaged = 0;
            for (String line : LineFile.read(file)) {
                Optional<Line> entry = read(line);
                entry.ifPresent(this::remember);
                damaged += entry.isPresent() ? 0 : 1;
            }
            if (damaged > MOST_DAMAGED) {
                throw new JndException.Usage(
                        file + " is not the journal of a dataset of this program: name another folder with --out");
            }
        } catch (IOException e) {
            throw new JndException.Encode("cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Optional<Line> read(String line) {
        try {
            return Optional.of(Json.mapper().readValue(line, Line.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void remember(Line line) {
        if (line.choice() != null) {
            choices.put(line.choice().file(), line.choice());
        }
        if (line.labelled() != null) {
            LabelledClip labelled = line.labelled();
            Work work = new Work(labelled.run(), labelled.bytes(), labelled.rule());
            done.remove(work); // the most recent comes last
            done.put(work, labelled);
        }
    }

    /** Everything a label depends on: the clip, the size of its source and the fingerprint of the rule. */
    private record Work(Clip run, long bytes, String rule) {}

    synchronized Optional<Choice> choice(String source, String how, long bytes) {
        return Optional.ofNullable(choices.get(source))
                .filter(choice -> choice.how().equals(how) && choice.bytes() == bytes);
    }

    /** Returns the label of a clip if this rule found it, also under the short fingerprint of the rule that earlier versions used. */
    synchronized Optional<LabelledClip> labelled(Clip run, long bytes, MetricJndModel rule) {
        return Optional.ofNullable(done.get(new Work(run, bytes, rule.fingerprint())))
                .or(() -> Optional.ofNullable(done.get(new Work(run, bytes, rule.shortFingerprint()))));
    }

    /** Returns all finished clips, in order. */
    synchronized List<LabelledClip> done() {
        return List.copyOf(done.values());
    }

    /** Returns the part of the dataset a source belongs to; empty if none of its clips is finished yet. */
    synchronized Optional<String> split(String source) {
        return done.values().stream()
                .filter(labelled -> labelled.run().file().equals(source))
                .map(LabelledClip::split)
                .findFirst();
    }

    void add(Choice choice) {
        write(new Line(choice, null));
    }

    void add(LabelledClip labelled) {
        write(new Line(null, labelled));
    }

    private synchronized void write(Line line) {
        remember(line);
        lines.append(Json.line(line));
    }

    @Override
    public void close() {
        lines.close();
    }
}
