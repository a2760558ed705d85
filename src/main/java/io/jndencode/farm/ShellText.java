package io.jndencode.farm;

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
     * Returns shell commands that encode the shot whose number is in the variable {@code shot}. They contain neither
     * <code>$(</code> nor <code>$$</code>, which Kubernetes would expand.
     */
    static String encodeShot(JobList.Layout layout) {
        StringBuilder line = new StringBuilder("name=$shot; while [ ${#name} -lt 6 ]; do name=0$name; done; exec ");
        line.append(program(layout.program().get(0)));
        layout.program()
                .subList(1, layout.program().size())
                .forEach(word -> line.append(' ').append(quoted(word)));
        line.append(" shot ")
                .append(quoted(layout.sidecar().toString()))
                .append(" --index \"$shot\" -o ")
                .append(quoted(layout.segments() + "/"))
                .append("\"shot-$name.segment\"");
        layout.rules().forEach(word -> line.append(' ').append(quoted(word)));
        return line.toString();
    }
}
