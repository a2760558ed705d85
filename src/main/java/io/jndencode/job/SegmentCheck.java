package io.jndencode.job;

import io.jndencode.JndException;
import io.jndencode.encode.EncodedShot;
import io.jndencode.encode.resume.Keys;
import io.jndencode.encode.resume.SegmentStamp;
import io.jndencode.encode.shot.ShotSegments;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.segment.Segment;
import io.jndencode.plan.EncodePlan;
import io.jndencode.plan.PlannedShot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Checks segments made elsewhere before they are joined, and names all that cannot be. */
final class SegmentCheck {
    /** Longer lists of names are cut off to keep the sentence readable. */
    private static final int MOST_NAMES = 8;

    private static final int MOST_RUNS = 20;

    private final Keys keys;
    private final EncodePlan plan;

    SegmentCheck(Keys keys, EncodePlan plan) {
        this.keys = keys;
        this.plan = plan;
    }

    /** Refuses a list with missing files before anything is read. */
    static void allThere(List<Path> files) {
        List<Integer> missing = IntStream.range(0, files.size())
                .filter(shot -> !Files.exists(files.get(shot)))
                .boxed()
                .toList();
        if (!missing.isEmpty()) {
            throw new JndException.Encode(
                    "%d of %d segments %s missing, of %s: %s: make %s with jnd-encode shot, or run the jobs again"
                            .formatted(
                                    missing.size(),
                                    files.size(),
                                    missing.size() == 1 ? "is" : "are",
                                    shots(missing),
                                    names(files, missing),
                                    them(missing)));
        }
    }

    /**
     * Returns the shots with their segments, after checking that all are complete and, as far as their stamps tell,
     * made from this video for this plan.
     */
    List<EncodedShot> of(List<Path> files) {
        List<EncodedShot> shots = new ArrayList<>();
        List<Integer> damaged = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            PlannedShot shot = plan.shots().get(i);
            Optional<Segment> segment = Segment.verified(files.get(i), ShotSegments.frames(shot));
            if (segment.isEmpty()) {
                damaged.add(i);
            } else if (isOther(files.get(i), shot)) {
                others.add(i);
            } else {
                shots.add(new EncodedShot(shot, segment.get(), 1, 0, null, null));
            }
        }
        if (!damaged.isEmpty()) {
            throw new JndException.Encode(
                    (damaged.size() == 1 ? "%s is not the whole segment" : "%s are not the whole segments")
                                    .formatted(names(files, damaged))
                            + " of " + shots(damaged) + ": make " + them(damaged) + " with jnd-encode shot");
        }
        if (!others.isEmpty()) {
            throw new JndException.Encode(
                    "%s %s made with other settings, another video or another version than asked for %s: make %s again"
                            .formatted(
                                    names(files, others),
                                    others.size() == 1 ? "was" : "were",
                                    shots(others),
                                    them(others)));
        }
        return shots;
    }

    private boolean isOther(Path file, PlannedShot shot) {
        EncoderSettings settings = plan.encoder().settings(shot);
        String key = keys.segment(shot.shot().frames(), settings);
        return SegmentStamp.read(file).filter(stamp -> !stamp.key().equals(key)).isPresent();
    }

    private static String them(List<Integer> shots) {
        return shots.size() == 1 ? "it" : "them";
    }

    private static String names(List<Path> files, List<Integer> shots) {
        String some = shots.stream()
                .limit(MOST_NAMES)
                .map(shot -> files.get(shot).toString())
                .collect(Collectors.joining(", "));
        return shots.size() > MOST_NAMES ? some + " and " + (shots.size() - MOST_NAMES) + " more" : some;
    }

    /** Returns text such as {@code shot 3} or {@code shots 0-7, 9, 12-14} for ascending numbers. */
    static String shots(List<Integer> numbers) {
        List<String> runs = new ArrayList<>();
        for (int from = 0, to; from < numbers.size(); from = to + 1) {
            to = from;
            while (to + 1 < numbers.size() && numbers.get(to + 1) == numbers.get(to) + 1) {
                to++;
            }
            runs.add(from == to ? "" + numbers.get(from) : numbers.get(from) + "-" + numbers.get(to));
        }
        String some = runs.stream().limit(MOST_RUNS).collect(Collectors.joining(", "));
        return (numbers.size() == 1 ? "shot " : "shots ") + some + (runs.size() > MOST_RUNS ? ", …" : "");
    }
}
