package io.jndencode.media.parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Converts {@code key=value:key=value} to command line options of an encoder's own program.
 *
 * @param switches options that are switched on and off without a value
 * @param onByThemselves switches that are on by default and that the program can only switch off
 */
public record ProgramLine(Set<String> switches, Set<String> onByThemselves) {
    /** Returns the arguments. */
    public List<String> words(String params) {
        List<String> words = new ArrayList<>();
        for (String option : params.isBlank() ? new String[0] : params.split(":", -1)) {
            int equals = option.indexOf('=');
            String key = ParameterTable.normalised(equals < 0 ? option : option.substring(0, equals));
            if (equals < 0) {
                words.add("--" + key);
            } else {
                add(words, key, option.substring(equals + 1).strip());
            }
        }
        return words;
    }

    private void add(List<String> words, String key, String value) {
        boolean negated = key.startsWith("no-");
        String name = negated ? key.substring(3) : key;
        if (!switches.contains(name)) {
            words.add("--" + key);
            words.add(value);
            return;
        }
        boolean on = negated == Set.of("0", "false", "no").contains(value);
        if (!on) {
            words.add("--no-" + name);
        } else if (!onByThemselves.contains(name)) {
            words.add("--" + name);
        }
    }
}
