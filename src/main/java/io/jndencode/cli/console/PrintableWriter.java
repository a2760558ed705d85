package io.jndencode.cli.console;

import io.jndencode.text.Printable;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * A stream that escapes unprintable characters. Line feeds and tabs pass, but not the line feeds of an object's own
 * text, as stack traces write it: an exception's message is one line.
 */
final class PrintableWriter extends PrintWriter {
    private PrintableWriter(Writer printable) {
        super(printable, true);
    }

    static PrintWriter around(PrintWriter target) {
        return target instanceof PrintableWriter ? target : new PrintableWriter(new Escaping(target));
    }

    @Override
    public void println(Object value) {
        println(String.valueOf(value).replace("\n", "\\n"));
    }

    /** Escapes what is written; holds back the first half of a pair until the second is there. */
    private static final class Escaping extends Writer {
        private final PrintWriter target;
        private String held = "";

        Escaping(PrintWriter target) {
            this.target = target;
        }

        @Override
        public void write(char[] characters, int offset, int length) {
            String text = held + new String(characters, offset, length);
            int end = text.length();
            boolean half = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
            held = half ? text.substring(end - 1) : "";
            target.write(Printable.text(half ? text.substring(0, end - 1) : text));
        }

        @Override
        public void flush() {
            target.write(Printable.text(held));
            held = "";
            target.flush();
        }

        @Override
        public void close() {
            flush();
            target.close();
        }
    }
}
