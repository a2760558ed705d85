package io.jndencode.ladder.playlist;

import io.jndencode.media.tags.TrackNotes;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The language of a track in the tags players know (RFC 5646), and a name that people choose it by. */
final class TrackName {
    /** Codes of two letters by those of three. */
    private static final Map<String, String> SHORT = shortCodes();

    private TrackName() {}

    private static Map<String, String> shortCodes() {
        Map<String, String> codes = new HashMap<>();
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
        String three = main.length() == 3 ? TrackNotes.canonical(main) : main;
        return SHORT.getOrDefault(three, main) + language.strip().substring(main.length());
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
