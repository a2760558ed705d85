package io.jndencode.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A page with holes, its style sheets and its scripts, files of the program beside a class.
 *
 * @param html with the holes {@code {policy}}, {@code {style}}, {@code {script}} and those of the page's parts
 * @param style one after the other, as it stands in the page
 * @param script the same
 */
public record PageTemplate(String html, String style, String script) {
    /** Reads one. */
    public static PageTemplate of(Class<?> beside, String html, List<String> styles, List<String> scripts) {
        return new PageTemplate(
                resource(beside, html),
                "\n" + joined(beside, styles) + "\n",
                "\n//<![CDATA[\n" + joined(beside, scripts) + "\n//]]>\n");
    }

    private static String joined(Class<?> beside, List<String> names) {
        return names.stream().map(name -> resource(beside, name)).collect(Collectors.joining("\n"));
    }

    private static String resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own file " + name + " cannot be read", e);
        }
    }

    /**
     * Returns the page.
     *
     * @param allowed what its policy allows beyond itself, empty for nothing
     * @param parts what fills its own holes
     */
    public String page(List<String> allowed, Map<String, Html> parts) {
        Map<String, Html> all = new LinkedHashMap<>(parts);
        all.put("style", new Html(style));
        all.put("script", new Html(script));
        all.put("policy", new Html(PagePolicy.of(script, style, allowed)));
        return Html.fill(html, all).markup();
    }
}
