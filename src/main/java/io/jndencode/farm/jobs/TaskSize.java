package io.jndencode.farm.jobs;

import io.jndencode.JndException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The least work of a task, so that its start weighs little: shots that follow each other share a task until they have it.
 *
 * @param megapixels frames times pixels of all encodes of them, in millions; with 0 every shot is a task
 */
public record TaskSize(double megapixels) {
    /** What x264 {@code medium} takes some ten seconds for, {@code fast} four: a start takes half a second. */
    public static final double USUAL = 300;

    /** Tasks for each place, so that all places end at about the same time. */
    private static final int TASKS_A_PLACE = 4;

    public TaskSize {
        if (!(megapixels >= 0) || Double.isInfinite(megapixels)) {
            throw new JndException.Usage("--task-size must be 0 or more megapixels, got " + megapixels);
        }
    }

    /**
     * Returns tasks, in the order of the shots.
     *
     * @param frames of each shot
     * @param pixels of all encodes of a frame
     * @param places how many tasks run at once; where that is known, they are not larger than lets all places work
     */
    List<ShotNumbers> tasks(List<Long> frames, long pixels, OptionalInt places) {
        double all = (double) frames.stream().mapToLong(Long::longValue).sum() * pixels;
        double least = Math.min(
                megapixels * 1e6,
                places.isPresent() ? all / ((double) TASKS_A_PLACE * places.getAsInt()) : Double.MAX_VALUE);
        List<ShotNumbers> tasks = new ArrayList<>();
        double work = 0;
        int first = 0;
        for (int shot = 0; shot < frames.size(); shot++) {
            work += (double) frames.get(shot) * pixels;
            if (work >= least || shot + 1 == frames.size()) {
                tasks.add(ShotNumbers.of(first, shot));
                first = shot + 1;
                work = 0;
            }
        }
        return tasks;
    }
}
