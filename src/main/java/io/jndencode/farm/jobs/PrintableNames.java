package io.jndencode.farm.jobs;

import io.jndencode.JndException;
import io.jndencode.text.Printable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Refuses names that a line-based list cannot hold: text after a line feed in a name would run as a command of its own.
 */
final class PrintableNames {
    private PrintableNames() {}

    /**
     * Checks every name that stands in a job list.
     *
     * @param format the format's name on the command line
     */
    static void check(JobList.Layout layout, String format) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("program", String.join(" ", layout.program()));
        names.put("sidecar", layout.plan().toString());
        names.put("video", layout.source().toString());
        names.put("folder of the segments", layout.segments().toString());
        names.put("output", layout.output().toString());
        names.forEach((what, name) -> {
            OptionalInt control =
                    name.codePoints().filter(PrintableNames::refused).findFirst();
            if (control.isPresent()) {
                throw new JndException.Usage(
                        "the name of the %s, \"%s\", holds the control character U+%04X, which --format %s cannot hold: rename it, or use --format json or spark"
                                .formatted(what, Printable.line(name), control.getAsInt(), format));
            }
        });
    }

    /** Returns whether a code point is refused. A tab never ends a line and is allowed. */
    private static boolean refused(int point) {
        return Character.isISOControl(point) && point != '\t';
    }
}
