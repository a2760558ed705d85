package io.jndencode.farm.jobs;

import io.jndencode.JndException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Numbers of shots as command lines spell them: {@code 3}, {@code 0-4,7}.
 *
 * @param runs each from its first to its last number
 */
public record ShotNumbers(List<Run> runs) {
    private static final Pattern RUN = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    /** Shots that follow each other, from the first to the last. */
    public record Run(int first, int last) {
        @Override
        public String toString() {
            return first == last ? "" + first : first + "-" + last;
        }
    }

    public ShotNumbers {
        runs = List.copyOf(runs);
    }

    /** Returns the numbers from one to another. */
    public static ShotNumbers of(int first, int last) {
        return new ShotNumbers(List.of(new Run(first, last)));
    }

    /** Reads numbers; throws {@link JndException.Usage} with a sentence about the option {@code name} if they are none. */
    public static ShotNumbers parse(String text, String name) {
        List<Run> runs = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            Matcher run = RUN.matcher(word.strip());
            int first = run.matches() ? Integer.parseInt(run.group(1)) : 1;
            int last = run.matches() && run.group(2) != null ? Integer.parseInt(run.group(2)) : first;
            if (!run.matches() || last < first) {
                throw new JndException.Usage(
                        "%s: \"%s\" is no number of a shot: give 3, or several as 0-4,7".formatted(name, word.strip()));
            }
            runs.add(new Run(first, last));
        }
        return new ShotNumbers(runs);
    }

    /** Returns every number once, in order; refuses those that a plan of so many shots does not have. */
    public List<Integer> within(int count) {
        runs.stream().filter(run -> run.last() >= count).findFirst().ifPresent(run -> {
            throw new JndException.Usage("there is no shot %d: the sidecar has the shots 0 to %d"
                    .formatted(Math.max(run.first(), count), count - 1));
        });
        TreeSet<Integer> numbers = new TreeSet<>();
        runs.forEach(run -> IntStream.rangeClosed(run.first(), run.last()).forEach(numbers::add));
        return List.copyOf(numbers);
    }

    @Override
    public String toString() {
        return runs.stream().map(Run::toString).collect(Collectors.joining(","));
    }
}
