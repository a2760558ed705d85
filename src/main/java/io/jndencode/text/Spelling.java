package io.jndencode.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the known name that a mistyped one was probably meant to be, for error messages. */
public final class Spelling {
    private static final int LONG = 7;

    private Spelling() {}

    /** Returns the known name nearest to the typed one; null if none is near enough to suggest. */
    public static @Nullable String nearest(String typed, Collection<String> known) {
        String best = null;
        int bestDistance = Math.max(2, typed.length() / 2) + 1;
        for (String name : known) {
            int distance = distance(typed.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = name;
            }
        }
        return best;
    }

    /** Returns {@code did you mean NAME?}, or a list of all known names if none is near. */
    public static String hint(String typed, Collection<String> known) {
        String nearest = nearest(typed, known);
        return nearest != null ? "did you mean " + nearest + "?" : "known are " + String.join(", ", known);
    }

    /** Returns whether the names differ by one letter, by two letters swapped, or by two letters of a long word. */
    public static boolean isSlip(String typed, String known) {
        int distance = distance(typed, known);
        boolean sameLetters = Arrays.equals(
                typed.chars().sorted().toArray(), known.chars().sorted().toArray());
        return distance == 1 || (distance == 2 && (sameLetters || known.length() >= LONG));
    }

    /** Returns the Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substituted, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
