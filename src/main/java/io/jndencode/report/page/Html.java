package io.jndencode.report.page;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Markup as a type distinct from text: text enters a page only through {@link #of}, which escapes it. Valid as both
 * HTML and XML.
 *
 * @param markup well-formed, elements closed
 */
public record Html(String markup) {
    public static final Html NOTHING = new Html("");

    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)\\}");

    public Html {
        Objects.requireNonNull(markup, "markup is null");
    }

    /**
     * Fills a template, replacing each <code>{}</code> by the next value: markup unchanged, everything else as escaped
     * text.
     */
    public static Html of(String template, @Nullable Object... values) {
        StringBuilder markup = new StringBuilder(template.length() + 16 * values.length);
        int from = 0;
        for (Object value : values) {
            int hole = template.indexOf("{}", from);
            if (hole < 0) {
                throw new IllegalArgumentException(values.length + " values are too many for " + template);
            }
            markup.append(template, from, hole).append(value instanceof Html html ? html.markup : escaped(value));
            from = hole + 2;
        }
        if (template.indexOf("{}", from) >= 0) {
            throw new IllegalArgumentException(values.length + " values are too few for " + template);
        }
        return new Html(markup.append(template, from, template.length()).toString());
    }

    /** Fills a template, replacing every <code>{name}</code> by the part of that name. */
    public static Html fill(String template, Map<String, Html> parts) {
        Matcher holes = NAME.matcher(template);
        return new Html(holes.replaceAll(hole -> {
            Html part = parts.get(hole.group(1));
            if (part == null) {
                throw new IllegalArgumentException("the page has no part " + hole.group(1));
            }
            return Matcher.quoteReplacement(part.markup);
        }));
    }

    /** Concatenates parts. */
    public static Html join(Collection<Html> parts) {
        return new Html(parts.stream().map(Html::markup).collect(Collectors.joining("\n")));
    }

    /** Returns whether there is no markup. */
    public boolean isEmpty() {
        return markup.isEmpty();
    }

    /**
     * Escapes a value for use between tags and within quoted attributes; characters that XML does not allow (control
     * characters) become U+FFFD.
     */
    private static String escaped(@Nullable Object value) {
        String text = String.valueOf(value);
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(allowed(point) ? point : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean allowed(int point) {
        boolean control = Character.isISOControl(point) && point != '\t' && point != '\n' && point != '\r';
        boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
        // Characters that change the reading direction or end a line could make one file name look like another.
        boolean direction = (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
        return !control && !surrogate && !direction && point != 0xFFFE && point != 0xFFFF;
    }
}
