import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/** Compares an output with its source by what FFmpeg's programs say of both. */
final class Judge {
    private Judge() {}

    /** What was found equal, and what was not. */
    record Verdict(List<String> kept, List<String> wrong) {}

    /**
     * @param said what the program told its user: what is named there is no silent loss
     * @param seconds of the source that were encoded, 0 for all: of a part only the video is compared
     */
    static Verdict of(Path source, Path output, String said, int seconds) {
        Findings found = new Findings(source, output, said, seconds);
        compare(found);
        return new Verdict(found.kept(), found.wrong());
    }

    private static void compare(Findings found) {
        JsonNode before = Probe.description(found.source());
        JsonNode after = Probe.description(found.output());
        JsonNode from = video(before);
        JsonNode to = video(after);
        if (to.isMissingNode() || from.isMissingNode()) {
            found.wrong().add("no video stream to compare");
            return;
        }
        Streams streams = new Streams(found, Pictures.compare(found, from, to));
        if (found.seconds() == 0) {
            streams.others(before, after, from.path("index").asInt(), to.path("index").asInt());
            streams.chapters(before.path("chapters"), after.path("chapters"));
        }
        streams.dictionary("file tag", before.path("format").path("tags"), after.path("format").path("tags"));
        streams.dictionary("video tag", from.path("tags"), to.path("tags"));
        String errors = Probe.decodeErrors(found.output(), "0:v:0");
        if (!errors.isEmpty()) {
            found.wrong().add("decoding complains: " + errors);
        }
    }

    /** The stream a player would choose: no cover, the default one, a film before a few stills, the largest. */
    static JsonNode video(JsonNode file) {
        JsonNode best = com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        long bestRank = -1;
        for (JsonNode stream : file.path("streams")) {
            JsonNode disposition = stream.path("disposition");
            if (!stream.path("codec_type").asText().equals("video")
                    || disposition.path("attached_pic").asInt() == 1
                    || disposition.path("timed_thumbnails").asInt() == 1) {
                continue;
            }
            long rank = stream.path("width").asLong() * stream.path("height").asLong()
                    + (disposition.path("default").asLong() << 40)
                    + (stills(stream) ? 0 : 1L << 39);
            if (rank > bestRank) {
                bestRank = rank;
                best = stream;
            }
        }
        return best;
    }

    private static boolean stills(JsonNode stream) {
        long frames = stream.path("nb_frames").asLong();
        return frames > 0 && frames <= 5;
    }
}
