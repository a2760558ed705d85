package io.jndencode.ladder.playlist;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The language of a track in the tags players know (RFC 5646), and a name that people choose it by. */
final class TrackName {
    /** Bibliographic codes of ISO 639-2 that differ from the ones Java knows. */
    private static final Map<String, String> BIBLIOGRAPHIC = Map.ofEntries(
            Map.entry("alb", "sq"),
            Map.entry("arm", "hy"),
            Map.entry("baq", "eu"),
            Map.entry("bur", "my"),
            Map.entry("chi", "zh"),
            Map.entry("cze", "cs"),
            Map.entry("dut", "nl"),
            Map.entry("fre", "fr"),
            Map.entry("geo", "ka"),
            Map.entry("ger", "de"),
            Map.entry("gre", "el"),
            Map.entry("ice", "is"),
            Map.entry("mac", "mk"),
            Map.entry("mao", "mi"),
            Map.entry("may", "ms"),
            Map.entry("per", "fa"),
            Map.entry("rum", "ro"),
            Map.entry("slo", "sk"),
            Map.entry("tib", "bo"),
            Map.entry("wel", "cy"));

    private static final Map<String, String> SHORT = shortCodes();

    private TrackName() {}

    private static Map<String, String> shortCodes() {
        Map<String, String> codes = new HashMap<>(BIBLIOGRAPHIC);
        for (String two : Locale.getISOLanguages()) {
            codes.putIfAbsent(Locale.forLanguageTag(two).getISO3Language(), two);
        }
        return Map.copyOf(codes);
    }

    /** Returns the tag of a language; empty if it is unknown. */
    static String tag(String language) {
        String code = language.strip().toLowerCase(Locale.ROOT);
        if (!code.matches("[a-z]{2,8}(-[a-z0-9]{1,8})*") || code.equals("und")) {
            return "";
        }
        String main = code.replaceFirst("-.*", "");
        return SHORT.getOrDefault(main, main) + language.strip().substring(main.length());
    }

    /**
     * Returns a name that none of the earlier tracks has.
     *
     * @param kind what it is called if nothing is known of it
     */
    static String unique(String title, String language, String kind, List<String> taken) {
        String tag = tag(language);
        String spoken = tag.isEmpty() ? "" : Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH);
        String plain =
                (title.isBlank() ? spoken.isBlank() ? kind : spoken : title.strip()).replaceAll("[\\p{Cntrl}\"]+", "'");
        String name = plain;
        for (int number = 2; taken.contains(name); number++) {
            name = plain + " " + number;
        }
        return name;
    }
}
