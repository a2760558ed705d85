import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Compares an output with its source by what FFmpeg's programs say of both. */
final class Judge {
    /** Tags that describe a container or a coding, not the content. */
    private static final Set<String> OWN_TAGS = Set.of(
            "major_brand", "minor_version", "compatible_brands", "encoder", "duration", "vendor_id", "handler_name",
            "bps", "number_of_frames", "number_of_bytes", "_statistics_writing_app", "_statistics_writing_date_utc",
            "_statistics_tags", "creation_time");

    /** Side data that describes the old coding; whatever else is lost is a finding. */
    private static final Set<String> OLD_CODING = Set.of(
            "CPB properties", "H.26[45] User Data Unregistered SEI message", "GOP timecode", "QP table parameters",
            "Encryption initialization data");

    private final Path source;
    private final Path output;
    private final String said;
    private final List<String> kept = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final int seconds;
    private double shift;

    private Judge(Path source, Path output, String said, int seconds) {
        this.seconds = seconds;
        this.source = source;
        this.output = output;
        this.said = said;
    }

    /** What was found equal, and what was not. */
    record Verdict(List<String> kept, List<String> wrong) {}

    /**
     * @param said what the program told its user: what is named there is no silent loss
     * @param seconds of the source that were encoded, 0 for all: of a part only the video is compared
     */
    static Verdict of(Path source, Path output, String said, int seconds) {
        Judge judge = new Judge(source, output, said, seconds);
        judge.compare();
        return new Verdict(judge.kept, judge.wrong);
    }

    private void compare() {
        JsonNode before = Probe.description(source);
        JsonNode after = Probe.description(output);
        JsonNode from = video(before);
        JsonNode to = video(after);
        if (to.isMissingNode() || from.isMissingNode()) {
            wrong.add("no video stream to compare");
            return;
        }
        frames(from, to);
        tags(from, to);
        if (seconds == 0) {
            others(before, after, from.path("index").asInt(), to.path("index").asInt());
            chapters(before.path("chapters"), after.path("chapters"));
        }
        dictionary("file tag", before.path("format").path("tags"), after.path("format").path("tags"));
        dictionary("video tag", from.path("tags"), to.path("tags"));
        String errors = Probe.decodeErrors(output, "0:v:0");
        if (!errors.isEmpty()) {
            wrong.add("decoding complains: " + errors);
        }
    }

    /** The stream a player would choose: no cover, decodable, the default one, the largest. */
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
                    + (disposition.path("default").asLong() << 40);
            if (rank > bestRank) {
                bestRank = rank;
                best = stream;
            }
        }
        return best;
    }

    private void frames(JsonNode from, JsonNode to) {
        List<JsonNode> before = list(Probe.frames(source, from.path("index").asInt(), seconds));
        List<JsonNode> after = list(Probe.frames(output, to.path("index").asInt(), 0));
        if (before.isEmpty() && from.path("codec_name").asText("unknown").equals("unknown")) {
            kept.add(after.size() + " frames (ffprobe cannot decode the source)");
            return;
        }
        if (before.size() != after.size()) {
            wrong.add("%d frames, the source has %d".formatted(after.size(), before.size()));
        }
        int n = Math.min(before.size(), after.size());
        if (n == 0) {
            return;
        }
        shift = time(after.get(0)) - time(before.get(0));
        double tolerance = (tick(from) + tick(to)) * 0.51 + 2e-6;
        int off = 0;
        for (int i = 0; i < n; i++) {
            if (!(Math.abs(time(after.get(i)) - time(before.get(i)) - shift) <= tolerance)) {
                off++;
            }
        }
        kept.add(n + " frames" + (Math.abs(shift) > tolerance ? " (all %+.3f s)".formatted(shift) : ""));
        if (off > 0) {
            wrong.add(off + " timestamps differ");
        }
        fields(before, after, n);
        sideData(before, after);
    }

    private void fields(List<JsonNode> before, List<JsonNode> after, int n) {
        int interlaced = 0;
        int different = 0;
        for (int i = 0; i < n; i++) {
            interlaced += before.get(i).path("interlaced_frame").asInt();
            boolean same = before.get(i).path("interlaced_frame").equals(after.get(i).path("interlaced_frame"))
                    && (before.get(i).path("interlaced_frame").asInt() == 0
                            || before.get(i).path("top_field_first").equals(after.get(i).path("top_field_first")));
            different += same ? 0 : 1;
        }
        if (interlaced > 0) {
            kept.add(interlaced + " interlaced frames");
        }
        if (different > 0 && !said.contains("interlaced") && !said.contains("fields")) {
            wrong.add(different + " frames have other fields");
        }
    }

    private void sideData(List<JsonNode> before, List<JsonNode> after) {
        TreeMap<String, Integer> had = sideDataCounts(before);
        TreeMap<String, Integer> has = sideDataCounts(after);
        had.keySet().removeAll(OLD_CODING);
        had.forEach((kind, count) -> {
            int now = has.getOrDefault(kind, 0);
            if (now >= count) {
                kept.add(kind + (count < before.size() ? " ×" + count : ""));
            } else if (now > 0 && kind.contains("metadata")) {
                kept.add(kind);
            } else if (!named(kind)) {
                wrong.add("%s: %d of %d".formatted(kind, now, count));
            }
        });
    }

    private boolean named(String kind) {
        String words = said.toLowerCase(java.util.Locale.ROOT);
        return kind.contains("Dolby") && words.contains("dolby vision")
                || kind.contains("HDR Dynamic") && words.contains("hdr10+")
                || kind.contains("PanScan") && words.contains("pan-and-scan")
                || kind.contains("Captions") && words.contains("captions");
    }

    private static TreeMap<String, Integer> sideDataCounts(List<JsonNode> frames) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (JsonNode frame : frames) {
            for (JsonNode data : frame.path("side_data_list")) {
                counts.merge(data.path("side_data_type").asText(), 1, Integer::sum);
            }
        }
        return counts;
    }

    private void tags(JsonNode from, JsonNode to) {
        for (String key : List.of(
                "width", "height", "pix_fmt", "sample_aspect_ratio", "color_range", "color_space", "color_transfer",
                "color_primaries", "chroma_location", "field_order")) {
            String old = from.path(key).asText("unset");
            String now = to.path(key).asText("unset");
            if (old.equals(now) || equivalent(key, old, now)) {
                if (key.equals("pix_fmt") || key.startsWith("color") && !old.equals("unset")) {
                    kept.add(now);
                }
            } else if (!old.equals("unset") && !said.contains(old)) {
                wrong.add("%s %s became %s".formatted(key, old, now));
            }
        }
        streamSideData(from, to);
    }

    private static boolean equivalent(String key, String old, String now) {
        return switch (key) {
            case "sample_aspect_ratio" -> Set.of("unset", "0:1", "1:1").containsAll(List.of(old, now));
            case "chroma_location" -> Set.of("unset", "unspecified", "left").containsAll(List.of(old, now));
            case "color_range" -> Set.of("unset", "unknown", "tv").containsAll(List.of(old, now));
            case "field_order" -> Set.of("unset", "unknown", "progressive").containsAll(List.of(old, now));
            case "pix_fmt" -> now.equals(old.replace("yuvj", "yuv"));
            default -> Set.of("unset", "unknown").containsAll(List.of(old, now));
        };
    }

    private void streamSideData(JsonNode from, JsonNode to) {
        for (JsonNode data : from.path("side_data_list")) {
            String kind = data.path("side_data_type").asText();
            JsonNode same = null;
            for (JsonNode other : to.path("side_data_list")) {
                same = other.path("side_data_type").asText().equals(kind) ? other : same;
            }
            boolean rotated = kind.equals("Display Matrix");
            if (OLD_CODING.contains(kind) || named(kind) || seconds > 0 && kind.startsWith("Enc") || kind.startsWith("DOVI") && said.contains("Dolby Vision")) {
                continue;
            }
            if (same == null) {
                wrong.add(kind + " lost");
            } else if (rotated && !same.path("rotation").equals(data.path("rotation"))) {
                wrong.add("rotation %s became %s".formatted(data.path("rotation"), same.path("rotation")));
            } else if (rotated && data.path("rotation").asInt() != 0) {
                kept.add("rotation " + data.path("rotation").asInt());
            } else if (!rotated) {
                kept.add(kind);
            }
        }
    }

    private void others(JsonNode before, JsonNode after, int fromVideo, int toVideo) {
        List<JsonNode> candidates = new ArrayList<>();
        for (JsonNode stream : after.path("streams")) {
            if (stream.path("index").asInt() != toVideo) {
                candidates.add(stream);
            }
        }
        TreeMap<String, Integer> equal = new TreeMap<>();
        for (JsonNode stream : before.path("streams")) {
            int index = stream.path("index").asInt();
            if (index == fromVideo || said.contains("stream " + index + " (")) {
                continue;
            }
            JsonNode match = candidates.stream().filter(c -> matches(stream, c)).findFirst().orElse(null);
            String name = stream.path("codec_type").asText() + " " + stream.path("codec_name").asText("unknown");
            if (match == null) {
                wrong.add("stream " + index + " (" + name + ") lost without a word");
                continue;
            }
            candidates.remove(match);
            compareStream(stream, match, name);
            equal.merge(name, 1, Integer::sum);
        }
        equal.forEach((name, count) -> kept.add(count > 1 ? count + " × " + name : name));
    }

    private static boolean matches(JsonNode from, JsonNode to) {
        boolean cover = from.path("disposition").path("attached_pic").asInt() == 1;
        String type = from.path("codec_type").asText();
        return to.path("codec_type").asText().equals(type)
                        && (type.equals("subtitle") || to.path("codec_name").equals(from.path("codec_name")))
                || cover && to.path("codec_type").asText().equals("attachment");
    }

    private void compareStream(JsonNode from, JsonNode to, String name) {
        if (from.path("codec_type").asText().equals("attachment") || to.path("codec_type").asText().equals("attachment")) {
            return;
        }
        List<String> before = Probe.packets(source, from.path("index").asInt());
        List<String> after = Probe.packets(output, to.path("index").asInt());
        boolean converted = !from.path("codec_name").equals(to.path("codec_name"));
        boolean timedText = from.path("codec_type").asText().equals("subtitle");
        if (before.size() != after.size() && !timedText) {
            wrong.add("%s: %d packets of %d".formatted(name, after.size(), before.size()));
        }
        int changed = 0;
        int moved = 0;
        double tolerance = tick(from) + tick(to) + 2e-6;
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            String[] old = before.get(i).split(" ", 2);
            String[] now = after.get(i).split(" ", 2);
            changed += old[1].equals(now[1]) ? 0 : 1;
            moved += old[0].equals("none") || Math.abs(number(now[0]) - number(old[0]) - shift) <= tolerance ? 0 : 1;
        }
        if (changed > 0 && !converted && !timedText) {
            wrong.add(name + ": " + changed + " packets differ");
        }
        if (moved > 0 && !timedText) {
            wrong.add(name + ": " + moved + " packets at other times");
        }
        dictionary(name + " tag", from.path("tags"), to.path("tags"));
        disposition(name, from.path("disposition"), to.path("disposition"));
    }

    private void disposition(String name, JsonNode from, JsonNode to) {
        for (Iterator<String> keys = from.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (from.path(key).asInt() == 1 && to.path(key).asInt() == 0) {
                wrong.add(name + ": disposition " + key + " lost");
            }
        }
    }

    private void chapters(JsonNode from, JsonNode to) {
        if (from.size() != to.size()) {
            wrong.add("%d chapters of %d".formatted(to.size(), from.size()));
        } else if (from.size() > 0) {
            for (int i = 0; i < from.size(); i++) {
                double start = from.path(i).path("start_time").asDouble() + shift;
                if (Math.abs(Math.max(0, start) - to.path(i).path("start_time").asDouble()) > 0.002
                        || !from.path(i).path("tags").path("title").equals(to.path(i).path("tags").path("title"))) {
                    wrong.add("chapter " + i + " differs");
                }
            }
            kept.add(from.size() + " chapters");
        }
    }

    private void dictionary(String what, JsonNode from, JsonNode to) {
        TreeMap<String, String> now = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        to.fields().forEachRemaining(tag -> now.put(tag.getKey(), tag.getValue().asText()));
        from.fields().forEachRemaining(tag -> {
            String key = tag.getKey();
            boolean own = OWN_TAGS.contains(key.toLowerCase(java.util.Locale.ROOT)) || key.startsWith("DURATION");
            String value = tag.getValue().asText();
            if (!own && !(key.equalsIgnoreCase("language") && value.equals("und")) && !same(value, now.get(key))) {
                wrong.add("%s %s%s".formatted(what, key, now.containsKey(key) ? " changed" : " lost"));
            }
        });
    }

    /** Places on earth are written with more or fewer digits. */
    private static boolean same(String old, String now) {
        return old.equals(now)
                || now != null && old.startsWith("+") && now.replaceAll("0+(?=[-+/])", "").equals(old.replaceAll("0+(?=[-+/])", ""));
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> nodes = new ArrayList<>();
        array.forEach(nodes::add);
        return nodes;
    }

    private static double time(JsonNode frame) {
        return frame.path("best_effort_timestamp_time").asDouble(Double.NaN);
    }

    private static double number(String text) {
        return text.equals("none") ? Double.NaN : Double.parseDouble(text);
    }

    private static double tick(JsonNode stream) {
        String[] base = stream.path("time_base").asText("1/1000").split("/", 2);
        return Double.parseDouble(base[0]) / Double.parseDouble(base[1]);
    }
}
