package io.jndencode.media.streams;

import io.jndencode.JndException;
import io.jndencode.media.tags.TrackNotes;
import java.util.Locale;
import java.util.regex.Pattern;

/** Compares languages however containers and users write them: {@code de}, {@code deu}, {@code ger}, {@code de-AT}. */
final class Languages {
    static final String UNKNOWN = "und";

    private static final Pattern TAG = Pattern.compile("[a-z]{2,3}(-[a-z0-9]{1,8})*", Pattern.CASE_INSENSITIVE);

    private Languages() {}

    /** Returns a language as a user gave it; refuses what is none. */
    static String checked(String name) {
        if (!TAG.matcher(name).matches()) {
            throw new JndException.Usage(
                    "\"%s\" is no language: give codes such as eng, deu or pt-BR, with commas between them and und for streams that have none"
                            .formatted(name));
        }
        return name;
    }

    /**
     * Returns whether a stream's language is one that was asked for; a region counts only if it was asked for.
     *
     * @param tag as the container has it; may be empty
     */
    static boolean same(String wanted, String tag) {
        String[] mine = parts(wanted);
        String[] its = parts(tag);
        return mine[0].equals(its[0]) && (mine[1].isEmpty() || mine[1].equals(its[1]));
    }

    /** Returns the language's code of three letters, and the rest of its tag. */
    private static String[] parts(String tag) {
        String lower = tag.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        int end = lower.indexOf('-');
        String first = end < 0 ? lower : lower.substring(0, end);
        String rest = end < 0 ? "" : lower.substring(end + 1);
        String code = TrackNotes.canonical(first);
        return new String[] {code.isEmpty() ? UNKNOWN : code, rest};
    }
}
