import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * How long a farm would take, on paper: java -cp "target/jnd-encode/lib/*" src/bench/FarmModel.java SIDECAR hours=H range=S task=S
 * size=FRAMES packets=MS scan=MS search=MS judge=MS encode=MS join=MS.
 *
 * <p>A film of H hours is made of the sidecar's shots over and over. Costs are milliseconds a frame but for {@code task}, seconds that
 * every task takes beyond its work, {@code range}, the seconds of a part of the analysis, and {@code size}, the frames that short shots share a
 * task for. Two farms: one whose stages follow each other, with a task for each shot (before); and one that searches the parts that are
 * looked at while others still are, judges what it has found meanwhile, and has tasks of {@code size} frames (now), as {@code jnd-encode farm}.
 * Tasks are handed out as Spark does: in the order of the list, each to the worker that is free next. Workers have one core; networks and
 * disks cost nothing.
 */
final class FarmModel {
    private static final int[] WORKERS = {1, 2, 10, 30, 100, 300, 1000};

    private final Map<String, Double> cost = new HashMap<>();
    private final List<Long> film;
    private final List<Long> shots;
    private final long frames;
    private final double rate;

    private FarmModel(String[] args) throws IOException {
        for (String arg : List.of(args).subList(1, args.length)) {
            int equals = arg.indexOf('=');
            cost.put(arg.substring(0, equals), Double.parseDouble(arg.substring(equals + 1)));
        }
        JsonNode sidecar = JsonMapper.builder().build().readTree(Path.of(args[0]).toFile());
        String[] fraction = sidecar.path("source").path("frameRate").asText().split("/");
        rate = Double.parseDouble(fraction[0]) / (fraction.length > 1 ? Double.parseDouble(fraction[1]) : 1);
        frames = Math.round(cost.get("hours") * 3600 * rate);
        film = film(sidecar);
        shots = film.stream().sorted(Comparator.reverseOrder()).toList();
    }

    public static void main(String[] args) throws IOException {
        new FarmModel(args).print();
    }

    private void print() {
        double own = perFrame("packets") + perFrame("search") + perFrame("join");
        double alone = frames * (own + perFrame("scan") + perFrame("judge") + perFrame("encode"));
        System.out.printf(
                Locale.ROOT,
                "%d frames, %d shots, longest %d frames, %d parts; one core without tasks %.0f s, %.1f %% of it the driver's own%n%n",
                frames, shots.size(), longest(), parts().size(), alone, 100 * frames * own / alone);
        System.out.println("| workers | before s | speed-up | now: analysis s | encoding s | join s | whole s | speed-up |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (int workers : WORKERS) {
            double before = stages(workers);
            double analysis = analysis(workers);
            double encoding = makespan(shared(), workers, perFrame("encode"));
            double join = frames * perFrame("join");
            double now = analysis + encoding + join;
            System.out.printf(Locale.ROOT, "| %d | %.0f | %.1f | %.1f | %.1f | %.1f | %.0f | %.1f |%n",
                    workers, before, alone / before, analysis, encoding, join, now, alone / now);
        }
    }

    /** One stage after the other. */
    private double stages(int workers) {
        return frames * perFrame("packets")
                + makespan(parts(), workers, perFrame("scan"))
                + frames * perFrame("search")
                + makespan(parts(), workers, perFrame("judge"))
                + makespan(shots, workers, perFrame("encode"))
                + frames * perFrame("join");
    }

    /** The driver searches the parts in order, each when it was looked at; they are judged behind that. */
    private double analysis(int workers) {
        PriorityQueue<Double> free = new PriorityQueue<>(Collections.nCopies(workers, frames * perFrame("packets")));
        List<Double> looked = new ArrayList<>();
        for (long length : parts()) {
            looked.add(work(free, 0, length * perFrame("scan")));
        }
        double searched = 0;
        double end = 0;
        for (int i = 0; i < looked.size(); i++) {
            searched = Math.max(searched, looked.get(i)) + parts().get(i) * perFrame("search");
            end = Math.max(end, work(free, searched, parts().get(i) * perFrame("judge")));
        }
        return end;
    }

    /** Has the worker that is free next do something that may begin at a time; returns when it is done. */
    private double work(PriorityQueue<Double> free, double from, double seconds) {
        double until = Math.max(from, free.remove()) + seconds + cost.get("task");
        free.add(until);
        return until;
    }

    private double perFrame(String what) {
        return cost.get(what) / 1000;
    }

    private long longest() {
        return shots.get(0);
    }

    /** The frames of tasks of neighbouring shots, the largest first. */
    private List<Long> shared() {
        List<Long> tasks = new ArrayList<>();
        long open = 0;
        for (long length : film) {
            open += length;
            if (open >= cost.get("size")) {
                tasks.add(open);
                open = 0;
            }
        }
        if (open > 0) {
            tasks.add(open);
        }
        tasks.sort(Comparator.reverseOrder());
        return tasks;
    }

    private List<Long> parts() {
        long part = Math.round(cost.get("range") * rate);
        List<Long> parts = new ArrayList<>();
        for (long left = frames; left > 0; left -= part) {
            parts.add(Math.min(part, left));
        }
        return parts;
    }

    private List<Long> film(JsonNode sidecar) {
        List<Long> film = new ArrayList<>();
        long left = frames;
        while (left > 0) {
            for (JsonNode shot : sidecar.path("shots")) {
                long length = Math.min(left, shot.path("endFrame").asLong() - shot.path("startFrame").asLong());
                if (length > 0) {
                    film.add(length);
                    left -= length;
                }
            }
        }
        return film;
    }

    private double makespan(List<Long> tasks, int workers, double perFrame) {
        PriorityQueue<Double> free = new PriorityQueue<>(Collections.nCopies(workers, 0.0));
        return tasks.stream().mapToDouble(length -> work(free, 0, length * perFrame)).max().orElse(0);
    }
}
