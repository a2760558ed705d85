import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is found out about one output.
 *
 * @param said what the program told its user: what is named there is no silent loss
 * @param seconds of the source that were encoded, 0 for all
 * @param kept what is equal, added to
 * @param wrong what is not, added to
 */
record Findings(Path source, Path output, String said, int seconds, List<String> kept, List<String> wrong) {
    Findings(Path source, Path output, String said, int seconds) {
        this(source, output, said, seconds, new ArrayList<>(), new ArrayList<>());
    }

    /** Seconds of one tick of a stream's clock. */
    static double tick(JsonNode stream) {
        String[] base = stream.path("time_base").asText("1/1000").split("/", 2);
        return Double.parseDouble(base[0]) / Double.parseDouble(base[1]);
    }
}
