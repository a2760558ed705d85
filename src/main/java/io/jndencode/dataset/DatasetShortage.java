package io.jndencode.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Predicts what a dataset will lack for training from the assignment of its sources to parts, before anything is encoded.
 *
 * @param groups the assignment
 * @param unit the things that the shares count, in words
 */
public record DatasetShortage(GroupSplitter groups, String unit) {
    /** The fewest shots the lite model is fitted to. */
    public static final int FEWEST_SHOTS = 8;

    /**
     * Returns a sentence for every part that stays empty, saying what to add.
     *
     * @param files the files to assign, one entry per unit
     * @param parts the part of each entry that yields shots
     */
    public List<String> parts(List<String> files, List<Split> parts) {
        List<String> sentences = new ArrayList<>();
        if (!parts.contains(Split.TRAIN)) {
            sentences.add("nothing is left to train on: add sources"
                    + (groups.validOnly().isEmpty() ? "" : " that --valid-only does not name"));
        }
        if (!parts.contains(Split.VALID) && groups.validShare() > 0) {
            sentences.add("the part valid stays empty, by which networks (not lite) choose their best epoch: "
                    + remedy(files, groups.validShare(), "--valid"));
        }
        if (!parts.contains(Split.TEST) && groups.testShare() > 0) {
            sentences.add("the part test stays empty, so nothing can be judged on it: "
                    + remedy(files, groups.testShare(), "--test"));
        }
        return sentences;
    }

    /** Returns a sentence if there are too few shots, or too few sources of different content, to fit any model. */
    public List<String> shots(int shots, long sources) {
        if (shots >= FEWEST_SHOTS && sources >= 2) {
            return List.of();
        }
        return List.of(
                "too little to train on (shots: %d, sources: %d): train lite needs %d shots or more, of 2 sources or more; %s"
                        .formatted(
                                shots,
                                sources,
                                FEWEST_SHOTS,
                                sources < 2 ? "add videos or pictures of something else" : "add videos or pictures"));
    }

    /** A part consists of whole groups, so its share must hold at least the smallest. */
    private String remedy(List<String> files, double share, String option) {
        Map<String, Long> sizes = files.stream().collect(Collectors.groupingBy(groups::group, Collectors.counting()));
        long smallest = sizes.values().stream().mapToLong(size -> size).min().orElse(1);
        long needed = (long) Math.ceil(smallest / share - 1e-9);
        return "add %d %s or more, or give %s a larger share than %s"
                .formatted(Math.max(1, needed - files.size()), unit, option, share);
    }
}
