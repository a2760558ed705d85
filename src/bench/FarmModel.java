import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/**
 * How long a farm would take, on paper: java -cp "target/jnd-encode/lib/*" src/bench/FarmModel.java SIDECAR HOURS SECONDS_PER_FRAME
 * TASK_SECONDS JOIN_SECONDS_PER_HOUR ANALYSIS_PER_FRAME.
 *
 * <p>A film of so many hours is made of the sidecar's shots over and over. Tasks are handed out as Spark does: in the order of the
 * list, longest first, each to the worker that is free next. A task takes its frames' encoding time and a fixed time for its start.
 */
final class FarmModel {
    private static final int[] WORKERS = {1, 2, 10, 30, 100, 300, 1000};

    public static void main(String[] args) throws IOException {
        JsonNode sidecar = JsonMapper.builder().build().readTree(Path.of(args[0]).toFile());
        double hours = Double.parseDouble(args[1]);
        double perFrame = Double.parseDouble(args[2]);
        double perTask = Double.parseDouble(args[3]);
        double join = Double.parseDouble(args[4]) * hours;
        List<Long> shots = film(sidecar, hours);
        double analysis = Double.parseDouble(args[5]) * shots.stream().mapToLong(frames -> frames).sum();
        double alone = analysis + join + shots.stream().mapToDouble(frames -> frames * perFrame).sum();
        System.out.printf(Locale.ROOT, "%d shots, longest %d frames; one machine without tasks %.0f s%n%n", shots.size(), shots.get(0), alone);
        System.out.println("| workers | analysis s | encoding s | join s | whole s | speed-up | bound by |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int workers : WORKERS) {
            double encoding = makespan(shots, workers, perFrame, perTask);
            double longest = shots.get(0) * perFrame + perTask;
            double whole = analysis + encoding + join;
            String bound = analysis + join > encoding ? "analysis and join" : encoding < 1.2 * longest ? "the longest shot" : "work";
            System.out.printf(
                    Locale.ROOT, "| %d | %.0f | %.0f | %.0f | %.0f | %.1f | %s |%n", workers, analysis, encoding, join, whole, alone / whole, bound);
        }
    }

    private static List<Long> film(JsonNode sidecar, double hours) {
        String[] rate = sidecar.path("source").path("frameRate").asText().split("/");
        double frameRate = Double.parseDouble(rate[0]) / (rate.length > 1 ? Double.parseDouble(rate[1]) : 1);
        long frames = Math.round(hours * 3600 * frameRate);
        List<Long> shots = new ArrayList<>();
        while (frames > 0) {
            for (JsonNode shot : sidecar.path("shots")) {
                long length = shot.path("endFrame").asLong() - shot.path("startFrame").asLong();
                if (frames > 0) {
                    shots.add(Math.min(length, frames));
                    frames -= length;
                }
            }
        }
        shots.sort((a, b) -> Long.compare(b, a));
        return shots;
    }

    private static double makespan(List<Long> shots, int workers, double perFrame, double perTask) {
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int i = 0; i < workers; i++) {
            free.add(0.0);
        }
        double end = 0;
        for (long frames : shots) {
            double until = free.remove() + frames * perFrame + perTask;
            free.add(until);
            end = Math.max(end, until);
        }
        return end;
    }
}
