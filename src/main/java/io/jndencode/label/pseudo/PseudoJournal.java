package io.jndencode.label.pseudo;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jndencode.JndException;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.Split;
import io.jndencode.file.LineFile;
import io.jndencode.jnd.JndLevel;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pictures that are done, a line of JSON each, appended at once; a line a crash cut off is ignored. */
final class PseudoJournal implements AutoCloseable {
    private final DatasetLayout layout;
    private final LineFile lines;
    private final Map<String, Manifest.Entry> done = new LinkedHashMap<>();
    private int added;

    PseudoJournal(DatasetLayout layout) {
        this.layout = layout;
        if (Files.exists(layout.manifest())
                && !Manifest.read(layout.manifest()).labels().startsWith(PseudoLabels.PSEUDO)) {
            throw new JndException.Usage(
                    layout.root() + " holds a dataset of measured labels: name another folder with --out");
        }
        Path file = layout.root().resolve("journal.ndjson");
        lines = new LineFile(file);
        try {
            LineFile.read(file).forEach(this::read);
        } catch (IOException e) {
            throw new JndException.Encode("cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private void read(String line) {
        try {
            Manifest.Entry entry = Json.mapper().readValue(line, Manifest.Entry.class);
            if (entry.name() != null) {
                done.put(entry.name(), entry);
            }
        } catch (JsonProcessingException e) {
            // cut off when the program was killed: made again
        }
    }

    /** Returns a picture that is done and whose files are there; null if it must be made. */
    Manifest.@Nullable Entry of(String picture, boolean coded) {
        Manifest.Entry entry = done.get(picture);
        if (entry == null) {
            return null;
        }
        Split split = Split.of(entry.split());
        boolean there = Files.exists(layout.pictures(split).resolve(picture))
                && Files.exists(layout.previous(split).resolve(picture));
        for (JndLevel level : JndLevel.values()) {
            there &= !coded || Files.exists(layout.coded(split, level).resolve(picture));
        }
        return there ? entry : null;
    }

    /** Returns the file of one of the pictures that are done; empty if there is none yet. */
    Optional<Path> any() {
        return done.values().stream()
                .map(entry -> layout.pictures(Split.of(entry.split())).resolve(entry.name()))
                .filter(Files::exists)
                .findFirst();
    }

    /** Returns how many pictures were added since the journal was opened. */
    int added() {
        return added;
    }

    void add(Manifest.Entry entry) {
        done.put(entry.name(), entry);
        added++;
        lines.append(Json.line(entry));
    }

    @Override
    public void close() {
        lines.close();
    }
}
