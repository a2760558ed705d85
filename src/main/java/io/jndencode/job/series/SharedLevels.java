package io.jndencode.job.series;

import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.JndPrediction.Confidence;
import io.jndencode.shot.alike.LikeShots;
import io.jndencode.shot.alike.ShotLook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * The levels that like shots of a series share: those of the shots that are encoded already, else the mean of all predictions, weighted by the
 * frames they rest on. They do not depend on the order of the videos.
 */
public final class SharedLevels {
    private static final Comparator<SeriesShot> ORDER = Comparator.<SeriesShot>comparingDouble(
                    shot -> shot.jnd().jnd1())
            .thenComparingDouble(shot -> shot.jnd().jnd2())
            .thenComparingDouble(shot -> shot.jnd().jnd3())
            .thenComparingDouble(shot -> shot.jnd().spread())
            .thenComparing(shot -> shot.jnd().note());

    private final List<EpisodeLevels> episodes;
    private final int shots;
    private final int alike;
    private final int groups;
    private final double deviation;

    private SharedLevels(List<EpisodeLevels> episodes, int shots, int alike, int groups, double deviation) {
        this.episodes = List.copyOf(episodes);
        this.shots = shots;
        this.alike = alike;
        this.groups = groups;
        this.deviation = deviation;
    }

    /** Finds the like shots of a series and their levels. */
    public static SharedLevels of(List<Episode> series) {
        List<SeriesShot> all = new ArrayList<>();
        List<EpisodeLevels> levels = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        for (Episode episode : series) {
            for (SeriesShot shot : episode.shots()) {
                if (shot.look() != null) {
                    all.add(shot);
                    owners.add(levels.size());
                }
            }
            levels.add(new EpisodeLevels(episode));
        }
        List<ShotLook> looks =
                all.stream().map(shot -> Objects.requireNonNull(shot.look())).toList();
        List<List<Integer>> groups = LikeShots.groups(looks);
        int alike = 0;
        double deviations = 0;
        for (List<Integer> places : groups) {
            List<SeriesShot> group = places.stream().map(all::get).toList();
            JndPrediction shared = shared(group);
            places.forEach(
                    place -> levels.get(owners.get(place)).share(all.get(place).index(), shared, group.size() - 1));
            alike += group.size();
            deviations += deviation(group);
        }
        return new SharedLevels(
                levels, all.size(), alike, groups.size(), groups.isEmpty() ? 0 : deviations / groups.size());
    }

    private static JndPrediction shared(List<SeriesShot> group) {
        List<SeriesShot> settled = group.stream().filter(SeriesShot::settled).toList();
        List<SeriesShot> from =
                (settled.isEmpty() ? group : settled).stream().sorted(ORDER).toList();
        Confidence least = from.stream()
                .map(shot -> shot.jnd().confidence())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        String note = from.stream()
                .filter(shot -> shot.jnd().confidence() == least)
                .map(shot -> shot.jnd().note())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new JndPrediction(
                mean(from, JndPrediction::jnd1),
                mean(from, JndPrediction::jnd2),
                mean(from, JndPrediction::jnd3),
                mean(from, JndPrediction::spread),
                least,
                note);
    }

    /** Returns the mean as sidecars have it, so that those who read it there have the same. */
    private static double mean(List<SeriesShot> shots, ToDoubleFunction<JndPrediction> figure) {
        double sum = 0;
        double weights = 0;
        for (SeriesShot shot : shots) {
            sum += shot.samples() * figure.applyAsDouble(shot.jnd());
            weights += shot.samples();
        }
        return Math.round(100 * sum / weights) / 100.0;
    }

    private static double deviation(List<SeriesShot> group) {
        double mean =
                group.stream().mapToDouble(shot -> shot.jnd().jnd1()).average().orElse(0);
        return Math.sqrt(group.stream()
                .mapToDouble(shot -> Math.pow(shot.jnd().jnd1() - mean, 2))
                .average()
                .orElse(0));
    }

    /** Returns the levels of each video, in the order given. */
    public List<EpisodeLevels> episodes() {
        return episodes;
    }

    /** Returns how many shots there are of which it is known what they look like. */
    public int shots() {
        return shots;
    }

    /** Returns how many of them are like another one. */
    public int alike() {
        return alike;
    }

    /** Returns how many different ones these are. */
    public int groups() {
        return groups;
    }

    /** Returns the mean over these of the standard deviation of their own JND1, in QPs. */
    public double deviation() {
        return deviation;
    }
}
