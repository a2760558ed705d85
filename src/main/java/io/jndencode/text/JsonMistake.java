package io.jndencode.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Describes a mistake in a JSON text in words for the person who wrote it instead of the parser's. */
public final class JsonMistake {
    /** The parser's message, which quotes the character and appends its code. */
    private static final Pattern CHARACTER = Pattern.compile("Unexpected character \\('(.)' \\(code.*", Pattern.DOTALL);

    private static final Pattern TWICE =
            Pattern.compile("Duplicate (?:field|Object property) [\"'](.*?)[\"'].*", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("Unrecognized token '(.*?)'.*", Pattern.DOTALL);

    private JsonMistake() {}

    /** Returns the description as the end of a sentence, without a full stop. */
    public static String plain(JsonProcessingException mistake) {
        String place = mistake.getLocation() == null
                ? ""
                : ", at column " + mistake.getLocation().getColumnNr();
        if (mistake instanceof JsonEOFException) {
            return "it ends before it is complete";
        }
        if (mistake instanceof StreamConstraintsException) {
            return "a number or a text in it is too long, or it is nested too deeply";
        }
        if (mistake instanceof MismatchedInputException wrong) {
            return "a value is not " + wanted(wrong.getTargetType());
        }
        String message = String.valueOf(mistake.getOriginalMessage());
        Matcher twice = TWICE.matcher(message);
        if (twice.matches()) {
            return "the key \"" + twice.group(1) + "\" is there twice";
        }
        Matcher character = CHARACTER.matcher(message);
        if (character.matches()) {
            return "there is a " + character.group(1) + " where something else must stand" + place;
        }
        Matcher word = WORD.matcher(message);
        return word.matches()
                ? "\"" + word.group(1) + "\" is neither a number nor in quotes" + place
                : "something is missing or too much" + place;
    }

    /** Returns what a value must be, e.g. {@code a whole number} or {@code a text}. */
    public static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "of the right kind";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return type == String.class || type.isEnum()
                ? "a text"
                : Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "of the right kind";
    }
}
