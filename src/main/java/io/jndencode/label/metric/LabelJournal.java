package io.jndencode.label.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jndencode.JndException;
import io.jndencode.quality.rule.MetricJndModel;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records the finished work on a dataset: one line of JSON for the clips chosen from each source and for each labelled clip, appended
 * as soon as it is done. A killed run continues from here; a truncated line is ignored. Safe for several threads.
 */
final class LabelJournal {

    private final Path file;
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
        this.file = file;
        if (!Files.exists(file)) {
            return;
        }
        try {
            List<String> whole = new ArrayList<>();
            List<String> lines = Files.readAllLines(file);
            for (String line : lines) {
                read(line).ifPresent(entry -> {
                    remember(entry);
                    whole.add(line);
                });
            }
            if (lines.size() > whole.size() + 1) {
                throw new JndException.Usage(
                        file + " is not the journal of a dataset of this program: name another folder with --out");
            }
            Files.writeString(file, whole.isEmpty() ? "" : String.join("\n", whole) + "\n");
        } catch (IOException e) {
            throw new JndException.Encode("The dataset's journal %s cannot be read.".formatted(file), e);
        }
    }

    private static Optional<Line> read(String line) {
        try {
            return Optional.of(Json.mapper().readValue(line, Line.class));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // the program was killed while writing it
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
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            byte[] text = (Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8);
            Files.write(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new JndException.Encode("The dataset's journal %s cannot be written.".formatted(file), e);
        }
    }
}
