package io.jndencode.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Assigns sources to the parts of a dataset, whole groups at a time, so that no film is used both for training and for
 * evaluation.
 *
 * @param together marks in file names: all files with the same mark are one group (one film, one scene, one series)
 * @param validOnly marks of sources that are never trained on, nor what is grouped with them
 * @param validShare share of the shots to validate on, filled with whole groups as far as they fit
 * @param testShare share of the shots to test on
 * @param seed seed of the assignment
 */
public record GroupSplitter(
        List<String> together, List<String> validOnly, double validShare, double testShare, long seed) {
    public GroupSplitter {
        together = List.copyOf(together);
        validOnly = List.copyOf(validOnly);
        if (!(validShare >= 0 && testShare >= 0 && validShare + testShare < 1)) {
            throw new IllegalArgumentException(
                    "shares of validation " + validShare + " and test " + testShare + " leave nothing to train on");
        }
    }

    /** Returns the group of a file: its first mark, or its own name. */
    public String group(String file) {
        return together.stream().filter(file::contains).findFirst().orElse(file);
    }

    /**
     * Assigns the groups of these files. The list has one entry per shot, so that a file with many shots counts
     * accordingly.
     */
    public Map<String, Split> deal(List<String> files) {
        return deal(files, Map.of());
    }

    /** The same where some groups are dealt already: they stay where they are, and the others get what room these leave. */
    public Map<String, Split> deal(List<String> files, Map<String, Split> before) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        files.forEach(file -> sizes.merge(group(file), 1, Integer::sum));
        List<String> groups = new ArrayList<>(sizes.keySet());
        Collections.sort(groups);
        Collections.shuffle(groups, new Random(seed));
        Set<String> held = validOnly(files);
        double validRoom = validShare * files.size() - taken(sizes, before, held, Split.VALID);
        double testRoom = testShare * files.size() - taken(sizes, before, held, Split.TEST);
        Map<String, Split> dealt = new LinkedHashMap<>();
        for (String group : groups) {
            int size = sizes.getOrDefault(group, 0);
            Split stays = before.get(group);
            if (stays != null) {
                dealt.put(group, stays);
            } else if (held.contains(group)) {
                dealt.put(group, Split.VALID);
            } else if (size <= validRoom) {
                dealt.put(group, Split.VALID);
                validRoom -= size;
            } else if (size <= testRoom) {
                dealt.put(group, Split.TEST);
                testRoom -= size;
            } else {
                dealt.put(group, Split.TRAIN);
            }
        }
        return dealt;
    }

    /** Returns the groups that hold a source with a mark of --valid-only. */
    private Set<String> validOnly(List<String> files) {
        return files.stream()
                .filter(file -> validOnly.stream().anyMatch(file::contains))
                .map(this::group)
                .collect(Collectors.toSet());
    }

    /** Those of --valid-only take no room of the others. */
    private static int taken(Map<String, Integer> sizes, Map<String, Split> before, Set<String> held, Split split) {
        return before.entrySet().stream()
                .filter(group -> group.getValue() == split && !held.contains(group.getKey()))
                .mapToInt(group -> sizes.getOrDefault(group.getKey(), 0))
                .sum();
    }
}
