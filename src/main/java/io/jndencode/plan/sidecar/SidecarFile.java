package io.jndencode.plan.sidecar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.JndException;
import io.jndencode.file.TextFile;
import io.jndencode.text.JsonMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes sidecars as JSON files, whole or not at all, and reads and checks hand-edited ones. */
public final class SidecarFile {
    private static final Pattern SCHEMA = Pattern.compile("jnd-encode/sidecar/(\\d+)(\\..*)?");

    private static final JsonMapper MAPPER = JsonMapper.builder(SidecarLimits.factory())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private SidecarFile() {}

    /** Returns the JSON text, with fields in the documented order and a line feed at the end. */
    public static String text(Sidecar sidecar) {
        try {
            return MAPPER.writer(new SidecarPrinter()).writeValueAsString(sidecar) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sidecar could not be written as JSON", e);
        }
    }

    /** Writes to a temporary file beside it, then renames. */
    public static void write(Sidecar sidecar, Path file) {
        TextFile.write(file, text(sidecar));
    }

    /** Reads and checks a sidecar; throws {@link JndException.Usage} listing every mistake found. */
    public static Sidecar read(Path file) {
        String text;
        try {
            if (Files.size(file) > SidecarLimits.LARGEST) {
                throw new JndException.Usage("the sidecar %s has more than the %d MB that are read"
                        .formatted(file, SidecarLimits.LARGEST >> 20));
            }
            text = Files.readString(file);
        } catch (IOException e) {
            String why = Files.exists(file) ? ": it is not readable text" : ": no such file";
            throw new JndException.Usage("cannot read the sidecar " + file + why, e);
        }
        return parse(text, file.toString());
    }

    /** Does the same as {@link #read} for a text; {@code origin} names it in messages. */
    public static Sidecar parse(String text, String origin) {
        SidecarLimits.checkAmount(MAPPER.getFactory(), text, origin);
        Sidecar sidecar;
        try {
            JsonNode tree = MAPPER.readTree(text);
            checkSchema(tree, origin);
            checkKeys(tree, origin);
            sidecar = MAPPER.treeToValue(tree, Sidecar.class);
        } catch (JsonMappingException e) {
            throw new JndException.Usage("sidecar " + origin + ": " + place(e) + reason(e), e);
        } catch (JsonProcessingException e) {
            throw new JndException.Usage(
                    "sidecar " + origin + " is not JSON (line "
                            + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + "): "
                            + JsonMistake.plain(e),
                    e);
        }
        SidecarCheck.check(sidecar, origin);
        return sidecar.renewed();
    }

    private static void checkSchema(JsonNode tree, String origin) {
        Matcher schema = SCHEMA.matcher(tree.path("schema").asText());
        if (!schema.matches()) {
            throw new JndException.Usage(
                    origin + " is not a jnd-encode sidecar: its \"schema\" is not " + Sidecar.SCHEMA);
        }
        if (!schema.group(1).equals("1")) {
            throw new JndException.Usage("sidecar " + origin + " is of schema version " + schema.group(1)
                    + ", this program reads version 1: use a newer jnd-encode");
        }
    }

    /** Checks for required keys by name, because missing numbers would be read as 0 and missing objects as null. */
    private static void checkKeys(JsonNode tree, String origin) {
        for (String key : new String[] {"source", "target", "encoder", "shots"}) {
            if (!tree.hasNonNull(key)) {
                throw new JndException.Usage("sidecar " + origin + ": the key \"" + key + "\" is missing");
            }
        }
        int index = 0;
        for (JsonNode shot : tree.path("shots")) {
            for (String key : new String[] {"index", "startFrame", "endFrame", "qp"}) {
                if (!shot.hasNonNull(key)) {
                    throw new JndException.Usage("sidecar " + origin + ": shot " + index + " lacks \"" + key + "\"");
                }
            }
            index++;
        }
    }

    /** Returns the place of an error, such as {@code shots[3].qp: }, from Jackson's path. */
    private static String place(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "" : path.substring(1) + ": ";
    }

    private static String reason(JsonMappingException e) {
        if (e.getCause() instanceof JndException.Usage own) {
            return String.valueOf(own.getMessage());
        }
        if (e.getCause() instanceof NullPointerException missing) {
            return String.valueOf(missing.getMessage());
        }
        return e instanceof MismatchedInputException wrong
                ? "the value is of the wrong kind: it must be " + JsonMistake.wanted(wrong.getTargetType())
                : "the value is of the wrong kind: " + JsonMistake.plain(e);
    }
}
