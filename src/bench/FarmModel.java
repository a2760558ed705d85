import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * How long a farm would take, on paper: java -cp "target/jnd-encode/lib/*" src/bench/FarmModel.java SIDECAR hours=H range=S task=S
 * packets=MS scan=MS search=MS judge=MS encode=MS join=MS.
 *
 * <p>A film of H hours is made of the sidecar's shots over and over. Costs are milliseconds a frame but for {@code task}, seconds that
 * every task takes beyond its work, and {@code range}, the seconds of a part of the analysis. The stages follow each other as in {@code
 * jnd-encode farm}: the driver reads the packets; tasks look at the parts; the driver searches the shots; tasks judge groups of them;
 * tasks encode a shot each, longest first; the driver joins. Tasks are handed out as Spark does: in the order of the list, each to the
 * worker that is free next. Workers have one core; networks and disks cost nothing.
 */
final class FarmModel {
    private static final int[] WORKERS = {1, 2, 10, 30, 100, 300, 1000};
    private static final String[] STAGES = {"packets", "looking", "search", "judging", "encoding", "join"};

    private final Map<String, Double> cost = new HashMap<>();
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
        shots = film(sidecar);
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
        System.out.println("| workers | " + String.join(" s | ", STAGES) + " s | whole s | speed-up | most of it |");
        System.out.println("|" + "---|".repeat(STAGES.length + 4));
        for (int workers : WORKERS) {
            double[] stages = stages(workers);
            double whole = 0;
            int most = 0;
            StringBuilder row = new StringBuilder("| " + workers);
            for (int i = 0; i < stages.length; i++) {
                row.append(String.format(Locale.ROOT, " | %.1f", stages[i]));
                whole += stages[i];
                most = stages[i] > stages[most] ? i : most;
            }
            System.out.printf(Locale.ROOT, "%s | %.0f | %.1f | %s |%n", row, whole, alone / whole, STAGES[most]);
        }
    }

    private double[] stages(int workers) {
        return new double[] {
            frames * perFrame("packets"),
            makespan(parts(), workers, perFrame("scan")),
            frames * perFrame("search"),
            makespan(parts(), workers, perFrame("judge")),
            makespan(shots, workers, perFrame("encode")),
            frames * perFrame("join"),
        };
    }

    private double perFrame(String what) {
        return cost.get(what) / 1000;
    }

    private long longest() {
        return shots.get(0);
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
        film.sort(Comparator.reverseOrder());
        return film;
    }

    private double makespan(List<Long> tasks, int workers, double perFrame) {
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int i = 0; i < workers; i++) {
            free.add(0.0);
        }
        double end = 0;
        for (long length : tasks) {
            double until = free.remove() + length * perFrame + cost.get("task");
            free.add(until);
            end = Math.max(end, until);
        }
        return end;
    }
}
