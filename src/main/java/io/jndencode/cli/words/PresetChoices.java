package io.jndencode.cli.words;

import io.jndencode.JndException;
import io.jndencode.plan.Preset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Options that change a preset. Where it does not take one, the sentence names that option and not the preset. */
public final class PresetChoices {
    private final List<Choice> choices = new ArrayList<>();

    /**
     * One option that was given.
     *
     * @param key of the preset, the inner ones behind a point
     */
    private record Choice(String option, String key, Object value) {}

    /** Adds an option, if it was given. */
    public PresetChoices add(String option, String key, @Nullable Object value) {
        if (value != null) {
            choices.add(new Choice(option, key, value));
        }
        return this;
    }

    /** Returns the preset changed. */
    public Preset on(Preset base) {
        try {
            return base.with(changes(choices));
        } catch (JndException.Usage e) {
            throw new JndException.Usage(sentence(base, String.valueOf(e.getMessage())), e);
        }
    }

    private String sentence(Preset base, String whole) {
        if (whole.startsWith("--")) {
            return whole;
        }
        for (Choice each : choices) {
            if (mistake(
                            base,
                            choices.stream()
                                    .filter(other -> !other.equals(each))
                                    .toList())
                    .isEmpty()) {
                return each.option() + ": " + whole;
            }
        }
        for (Choice each : choices) {
            Optional<String> mistake = mistake(base, List.of(each));
            if (mistake.isPresent()) {
                return each.option() + ": " + mistake.get();
            }
        }
        return choices.stream().map(Choice::option).distinct().collect(Collectors.joining(" with ")) + ": " + whole;
    }

    private static Optional<String> mistake(Preset base, List<Choice> some) {
        try {
            Objects.requireNonNull(base.with(changes(some)), "a preset is changed or refused");
            return Optional.empty();
        } catch (JndException.Usage e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> changes(List<Choice> some) {
        Map<String, Object> changes = new LinkedHashMap<>();
        Map<String, Map<String, Object>> inner = new LinkedHashMap<>();
        for (Choice choice : some) {
            int point = choice.key().indexOf('.');
            if (point < 0) {
                changes.put(choice.key(), choice.value());
            } else {
                String outer = choice.key().substring(0, point);
                inner.computeIfAbsent(outer, key -> new LinkedHashMap<>())
                        .put(choice.key().substring(point + 1), choice.value());
            }
        }
        changes.putAll(inner);
        return changes;
    }
}
