package io.jndencode.farm;

import io.jndencode.text.ShellWord;
import java.util.regex.Pattern;

/** Words for a POSIX shell, and for the schedulers that hand text to one. */
final class ShellText {
    /** No reserved word of a shell has one of the two, nor an assignment without {@code =}. */
    private static final Pattern PLAIN_PROGRAM = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./]*[-/][A-Za-z0-9_./-]*");

    private ShellText() {}

    /** A word as an argument. */
    static String quoted(String word) {
        return ShellWord.of(word);
    }

    /** A word as the program of a command, where {@code a=b}, {@code if} or {@code @a} mean something else unless they are quoted. */
    static String program(String word) {
        return PLAIN_PROGRAM.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * Shell commands that encode the shot whose number is in the variable {@code shot}. They hold neither <code>$(</code> nor
     * <code>$$</code>, which Kubernetes takes for its own.
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
