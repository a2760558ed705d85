package io.jndencode.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts as cells of comma- and tab-separated tables: names of files, tags, notes. Control characters are written {@code \n},
 * {@code \u001b} ({@link Printable}). A text that a spreadsheet would compute ({@code =}, {@code +}, {@code -}, {@code @} in front) gets
 * an apostrophe before it, which {@link #read} takes away. Numbers need none of this: a minus in front of one is no formula.
 */
public final class TableCell {
    /**
     * Cells that need the apostrophe, including texts that already begin like an escaped one, whose own apostrophe must survive reading.
     * Some spreadsheets also compute the full-width forms.
     */
    private static final Pattern COMPUTED = Pattern.compile("'*[=+\\-@\uff1d\uff0b\uff0d\uff20].*", Pattern.DOTALL);

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|([\\\\nrt]))");

    private TableCell() {}

    /** Returns a cell of a comma-separated table, in quotes if needed. */
    public static String csv(String text) {
        String cell = guarded(Printable.line(text));
        boolean plain = cell.equals(cell.strip()) && cell.chars().noneMatch(c -> c == ',' || c == '"' || c == ';');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** Returns a cell of a tab-separated table; a quotation mark is quoted too, because programs take it for the start of a quoted cell. */
    public static String tsv(String text) {
        String cell = guarded(Printable.line(text));
        return cell.startsWith("\"") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    /** Reads a cell of any table, its quotes already removed, without the apostrophe that prevents computation. */
    public static String read(String cell) {
        return cell.startsWith("'") && COMPUTED.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    /** Returns a cell like {@link #tsv} with backslashes doubled, so that {@link #readExactTsv} restores every text exactly. */
    public static String exactTsv(String text) {
        return guarded(Printable.line(text.replace("\\", "\\\\")));
    }

    /** Reads a cell written by {@link #exactTsv}. */
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
