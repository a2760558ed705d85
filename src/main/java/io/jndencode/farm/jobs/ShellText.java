package io.jndencode.farm.jobs;

import io.jndencode.text.ShellWord;
import java.util.regex.Pattern;

/** Quotes words for a POSIX shell, and for schedulers that pass text to one. */
final class ShellText {
    /**
     * A program's name that needs no quotes: it has a slash or a dash, which no reserved word has, and no {@code =},
     * which makes an assignment.
     */
    private static final Pattern PLAIN_PROGRAM = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./]*[-/][A-Za-z0-9_./-]*");

    private ShellText() {}

    /** Quotes a word as an argument. */
    static String quoted(String word) {
        return ShellWord.of(word);
    }

    /**
     * Quotes a word as the program of a command; unquoted, {@code a=b}, {@code if} and {@code @a} mean something else.
     */
    static String program(String word) {
        return PLAIN_PROGRAM.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * Returns the shell command that encodes the shots whose numbers are in the variable {@code shots}. It contains neither <code>$(</code>
     * nor <code>$$</code>, which Kubernetes would expand.
     */
    static String encodeShots(JobList.Layout layout) {
        StringBuilder line = new StringBuilder("exec ");
        line.append(program(layout.program().get(0)));
        layout.program()
                .subList(1, layout.program().size())
                .forEach(word -> line.append(' ').append(quoted(word)));
        line.append(" shot ")
                .append(quoted(layout.plan().toString()))
                .append(" --index \"$shots\" --segments ")
                .append(quoted(layout.segments().toString()));
        layout.rules().forEach(word -> line.append(' ').append(quoted(word)));
        return line.toString();
    }
}
