package io.jndencode.shot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.jndencode.JndException;
import io.jndencode.text.Json;
import io.jndencode.text.JsonMistake;
import io.jndencode.text.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads shots from CSV or JSON as written by {@link ShotListFormat}, including files edited by hand. */
public final class ShotListFile {
    private final Path file;
    private final List<Shot> shots = new ArrayList<>();

    private ShotListFile(Path file) {
        this.file = file;
    }

    /** Reads the shots, which start at frame 0 and have no gaps; throws {@link JndException.Usage} naming the line of the first mistake. */
    public static List<Shot> read(Path file) {
        ShotListFile list = new ShotListFile(file);
        try {
            String text = Files.readString(file);
            if (text.stripLeading().startsWith("{")) {
                list.json(text);
            } else {
                list.csv(text);
            }
        } catch (JsonProcessingException e) {
            throw new JndException.Usage(
                    "the shot list " + file + " is not JSON (line "
                            + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + "): "
                            + JsonMistake.plain(e),
                    e);
        } catch (IOException e) {
            String why = Files.exists(file) ? ": it is not readable text" : ": no such file";
            throw new JndException.Usage("cannot read the shot list " + file + why, e);
        }
        if (list.shots.isEmpty()) {
            throw new JndException.Usage(
                    "the shot list " + file + " has no shots: it must be CSV or JSON as `jnd-encode shots` writes it");
        }
        return List.copyOf(list.shots);
    }

    private void csv(String text) {
        TextTable table;
        try {
            table = TextTable.parse(file.toString(), text, TextTable.COMMA);
        } catch (JndException.Input e) {
            throw new JndException.Usage("the shot list " + e.getMessage(), e);
        }
        if (!table.columns().containsAll(List.of("startFrame", "endFrame"))) {
            throw mistake(1, "the columns startFrame and endFrame are missing");
        }
        for (TextTable.Row row : table.rows()) {
            String transition = row.has("transition") ? row.text("transition") : "";
            add(row.line(), row.text("startFrame"), row.text("endFrame"), transition);
        }
    }

    private void json(String text) throws IOException {
        try (JsonParser parser = Json.mapper().createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals("shots");
                if (parser.nextToken() != JsonToken.START_ARRAY || !found) {
                    parser.skipChildren();
                    continue;
                }
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    long line = parser.currentTokenLocation().getLineNr();
                    JsonNode shot = Json.mapper().readTree(parser);
                    add(
                            line,
                            shot.path("startFrame").asText(),
                            shot.path("endFrame").asText(),
                            shot.path("transition").asText());
                }
            }
        }
    }

    private void add(long line, String start, String end, String transition) {
        long from = frame(line, "startFrame", start);
        long to = frame(line, "endFrame", end);
        long expected =
                shots.isEmpty() ? 0 : shots.get(shots.size() - 1).frames().end();
        if (from != expected) {
            throw mistake(line, "the shot begins at frame " + from + " instead of " + expected);
        }
        if (to <= from) {
            throw mistake(line, "the shot ends at frame " + to + ", which is not after its beginning");
        }
        shots.add(new Shot(shots.size(), new FrameRange(from, to), transition(line, transition)));
    }

    private long frame(long line, String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new JndException.Usage(
                    "the shot list " + file + ", line " + line + ": " + name + " is '" + text + "', not a frame number",
                    e);
        }
    }

    private Transition transition(long line, String text) {
        if (text.isEmpty()) {
            return shots.isEmpty() ? Transition.START : Transition.CUT;
        }
        for (Transition known : Transition.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(text)) {
                return known;
            }
        }
        throw mistake(line, "the transition '" + text + "' is none of start, cut, dissolve, fade, split");
    }

    private JndException.Usage mistake(long line, String what) {
        return new JndException.Usage("the shot list " + file + ", line " + line + ": " + what);
    }
}
