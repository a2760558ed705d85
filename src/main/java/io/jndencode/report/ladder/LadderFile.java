package io.jndencode.report.ladder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.JndException;
import io.jndencode.ladder.LadderRecord;
import io.jndencode.plan.Target;
import io.jndencode.text.Json;
import io.jndencode.text.JsonMistake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the record of a ladder, which may be a stranger's: what the page depends on is checked. */
public final class LadderFile {
    private static final JsonMapper MAPPER = Json.strict().build();

    private static final long LARGEST = 64L << 20;

    /** Where the key {@code schema} stands in every record. */
    private static final int HEAD = 4096;

    /** A folder beside the record: no path, nothing hidden. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private LadderFile() {}

    /** Returns the record that an argument names, itself or by its folder; empty if it names something else. */
    public static Optional<Path> named(Path argument) {
        if (Files.isDirectory(argument)) {
            Path file = argument.resolve(LadderRecord.FILE);
            if (!Files.isRegularFile(file)) {
                throw new JndException.Input(
                        "the folder %s has no %s: it is not a finished ladder".formatted(argument, LadderRecord.FILE));
            }
            return Optional.of(file);
        }
        return isRecord(argument) ? Optional.of(argument) : Optional.empty();
    }

    private static boolean isRecord(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).contains("\"jnd-encode/ladder/");
        } catch (IOException e) { // whoever reads it as a sidecar says so
            return false;
        }
    }

    /** Reads it; throws {@link JndException.Usage} where it is not what it should be. */
    public static LadderRecord read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new JndException.Usage(
                        "the ladder %s has more than the %d MB that are read".formatted(file, LARGEST >> 20));
            }
            LadderRecord record = MAPPER.readValue(Files.readString(file), LadderRecord.class);
            check(record, file);
            return record;
        } catch (JsonProcessingException e) {
            throw new JndException.Usage("cannot read the ladder " + file + ": " + JsonMistake.plain(e), e);
        } catch (IOException e) {
            throw new JndException.Usage("cannot read the ladder " + file + ": it is not readable text", e);
        }
    }

    private static void check(@Nullable LadderRecord record, Path file) {
        Mistakes wrong = new Mistakes(file);
        if (record == null || !LadderRecord.SCHEMA.equals(record.schema())) {
            throw wrong.of("its \"schema\" is not " + LadderRecord.SCHEMA);
        }
        wrong.where(record.source() == null || record.tool() == null, "source or tool is missing");
        wrong.where(!(record.duration() > 0 && record.duration() < 1e9), "the duration is not a number of seconds");
        wrong.where(
                isEmpty(record.segments()) || record.segments().stream().anyMatch(each -> each == null || !(each > 0)),
                "the lengths of the segments are missing or not above 0");
        wrong.where(isEmpty(record.shots()), "it has no shots");
        wrong.where(isEmpty(record.rungs()), "it has no rungs");
        wrong.where(record.audio() == null || record.subtitles() == null, "audio or subtitles are missing");
        wrong.where(record.dropped() == null || record.warnings() == null, "dropped or warnings are missing");
        for (LadderRecord.Span shot : record.shots()) {
            wrong.where(shot == null || shot.endFrame() <= shot.startFrame(), "a shot has no frames");
        }
        for (LadderRecord.RungRecord rung : record.rungs()) {
            check(rung, record.shots().size(), wrong);
        }
        for (LadderRecord.Sound sound : record.audio()) {
            wrong.where(sound == null || isNoName(sound.folder()), "a stream of sound has no folder beside it");
        }
    }

    private static void check(LadderRecord.@Nullable RungRecord rung, int shots, Mistakes wrong) {
        if (rung == null || isNoName(rung.folder())) {
            throw wrong.of("a rung has no folder beside it: a name of letters, digits, dots and dashes");
        }
        wrong.where(rung.stream().codecs() == null || rung.rung() == null, rung.folder() + " has no name or codecs");
        Target.parse(String.valueOf(rung.aim().target()));
        wrong.where(rung.coding().width() < 1 || rung.coding().height() < 1, rung.folder() + " has no size");
        wrong.where(
                rung.shots() == null
                        || rung.shots().size() != shots
                        || rung.shots().stream().anyMatch(each -> each == null),
                rung.folder() + " has not the shots of the ladder");
    }

    private static boolean isNoName(@Nullable String folder) {
        return folder == null || !NAME.matcher(folder).matches();
    }

    private static boolean isEmpty(@Nullable List<?> list) {
        return list == null || list.isEmpty();
    }

    /** Sentences about a file. */
    private record Mistakes(Path file) {
        JndException of(String what) {
            return new JndException.Usage("cannot read the ladder " + file + ": " + what);
        }

        void where(boolean wrong, String what) {
            if (wrong) {
                throw of(what);
            }
        }
    }
}
