package io.jndencode.cli.train;

import io.jndencode.cli.console.Console;
import io.jndencode.train.evaluate.ContentErrors;
import io.jndencode.train.lite.ValidationReport;

/** What is said of a cross-validation: errors by level, source and kind of content, and what any safety does. */
record HeldOutView(Console console) {
    /** @param what is judged, as the lines of the levels begin */
    void show(String what, ValidationReport report) {
        report.lines(what).forEach(console::say);
        console.say("| source | shots | error | constant |");
        console.say("|---|---|---|---|");
        report.sources().forEach(console::say);
        ContentErrors.table(report.byContent()).forEach(console::say);
        console.say("all shots, planned from two frames:");
        report.safety().lines().forEach(console::say);
        report.footageSafety().ifPresent(footage -> {
            console.say("real footage among them:");
            footage.lines().forEach(console::say);
        });
    }
}
