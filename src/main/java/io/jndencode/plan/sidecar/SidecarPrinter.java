package io.jndencode.plan.sidecar;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;

/** Prints one line per field and arrays of numbers in one line, with the same line feeds on every system. */
final class SidecarPrinter extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1L;

    SidecarPrinter() {
        super(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator(""));
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        indentObjectsWith(indenter);
    }

    private SidecarPrinter(SidecarPrinter base) {
        super(base);
    }

    @Override
    public DefaultPrettyPrinter createInstance() {
        return new SidecarPrinter(this);
    }
}
