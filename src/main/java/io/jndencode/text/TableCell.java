package io.jndencode.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts as cells of comma- and tab-separated tables: names of files, tags, notes. Control characters are written {@code \n},
 * {@code \u001b} ({@link Printable}). A text that a spreadsheet would compute ({@code =}, {@code +}, {@code -}, {@code @} in front) gets
 * an apostrophe before it, which {@link #read} takes away. Numbers need none of this: a minus in front of one is no formula.
 */
public final class TableCell {
    /** Also a text that begins as a guarded one does: its own apostrophe must survive reading. The wide forms compute in places. */
    private static final Pattern COMPUTED = Pattern.compile("'*[=+\\-@\uff1d\uff0b\uff0d\uff20].*", Pattern.DOTALL);

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|([\\\\nrt]))");

    private TableCell() {}

    /** Of a comma-separated table, in quotes where it must be. */
    public static String csv(String text) {
        String cell = guarded(Printable.line(text));
        boolean plain = cell.equals(cell.strip()) && cell.chars().noneMatch(c -> c == ',' || c == '"' || c == ';');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** Of a tab-separated table; a quotation mark, which programs take for the beginning of a quoted cell, is no exception. */
    public static String tsv(String text) {
        String cell = guarded(Printable.line(text));
        return cell.startsWith("\"") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    /** A cell of a table as anybody writes it, its quotes already removed: without the apostrophe before what would be computed. */
    public static String read(String cell) {
        return cell.startsWith("'") && COMPUTED.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    /** As {@link #tsv}, for tables of our own, whose every name is to come back: backslashes are doubled. */
    public static String exactTsv(String text) {
        return guarded(Printable.line(text.replace("\\", "\\\\")));
    }

    /** What {@link #exactTsv} wrote. */
    public static String readExactTsv(String cell) {
        Matcher escape = ESCAPE.matcher(read(cell));
        return escape.replaceAll(found -> Matcher.quoteReplacement(
                found.group(1) != null
                        ? Character.toString((char) Integer.parseInt(found.group(1), 16))
                        : switch (found.group(2)) {
                            case "n" -> "\n";
                            case "r" -> "\r";
                            case "t" -> "\t";
                            default -> "\\";
                        }));
    }

    private static String guarded(String text) {
        return COMPUTED.matcher(text).matches() ? "'" + text : text;
    }
}
