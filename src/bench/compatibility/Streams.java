import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** Compares everything beside the video: other streams packet by packet, chapters, tags. */
final class Streams {
    /** Tags that describe a container or a coding, not the content. */
    private static final Set<String> OWN_TAGS = Set.of(
            "major_brand", "minor_version", "compatible_brands", "encoder", "duration", "vendor_id", "handler_name",
            "bps", "number_of_frames", "number_of_bytes", "_statistics_writing_app", "_statistics_writing_date_utc",
            "_statistics_tags", "creation_time");

    private final Findings found;
    private final double shift;

    /**
     * @param shift seconds by which the frames of the video were moved: all else must be moved so too
     */
    Streams(Findings found, double shift) {
        this.found = found;
        this.shift = shift;
    }

    void others(JsonNode before, JsonNode after, int fromVideo, int toVideo) {
        List<JsonNode> candidates = new ArrayList<>();
        for (JsonNode stream : after.path("streams")) {
            if (stream.path("index").asInt() != toVideo) {
                candidates.add(stream);
            }
        }
        TreeMap<String, Integer> equal = new TreeMap<>();
        for (JsonNode stream : before.path("streams")) {
            int index = stream.path("index").asInt();
            if (index == fromVideo || found.said().contains("stream " + index + " (")) {
                continue;
            }
            JsonNode match = candidates.stream().filter(c -> matches(stream, c)).findFirst().orElse(null);
            String name = stream.path("codec_type").asText() + " " + stream.path("codec_name").asText("unknown");
            if (match == null) {
                found.wrong().add("stream " + index + " (" + name + ") lost without a word");
                continue;
            }
            candidates.remove(match);
            compareStream(stream, match, name);
            equal.merge(name, 1, Integer::sum);
        }
        equal.forEach((name, count) -> found.kept().add(count > 1 ? count + " × " + name : name));
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
        List<String> before = Probe.packets(found.source(), from.path("index").asInt());
        List<String> after = Probe.packets(found.output(), to.path("index").asInt());
        boolean converted = !from.path("codec_name").equals(to.path("codec_name"));
        boolean timedText = from.path("codec_type").asText().equals("subtitle");
        if (before.size() != after.size() && !timedText) {
            found.wrong().add("%s: %d packets of %d".formatted(name, after.size(), before.size()));
        }
        int changed = 0;
        int moved = 0;
        double tolerance = Findings.tick(from) + Findings.tick(to) + 2e-6;
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            String[] old = before.get(i).split(" ", 2);
            String[] now = after.get(i).split(" ", 2);
            changed += old[1].equals(now[1]) ? 0 : 1;
            moved += old[0].equals("none") || Math.abs(number(now[0]) - number(old[0]) - shift) <= tolerance ? 0 : 1;
        }
        if (changed > 0 && !converted && !timedText) {
            found.wrong().add(name + ": " + changed + " packets differ");
        }
        if (moved > 0 && !timedText) {
            found.wrong().add(name + ": " + moved + " packets at other times");
        }
        dictionary(name + " tag", from.path("tags"), to.path("tags"));
        disposition(name, from.path("disposition"), to.path("disposition"));
    }

    private void disposition(String name, JsonNode from, JsonNode to) {
        for (Iterator<String> keys = from.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (from.path(key).asInt() == 1 && to.path(key).asInt() == 0) {
                found.wrong().add(name + ": disposition " + key + " lost");
            }
        }
    }

    void chapters(JsonNode from, JsonNode to) {
        if (from.size() != to.size()) {
            found.wrong().add("%d chapters of %d".formatted(to.size(), from.size()));
        } else if (from.size() > 0) {
            for (int i = 0; i < from.size(); i++) {
                double start = from.path(i).path("start_time").asDouble() + shift;
                if (Math.abs(Math.max(0, start) - to.path(i).path("start_time").asDouble()) > 0.002
                        || !from.path(i).path("tags").path("title").equals(to.path(i).path("tags").path("title"))) {
                    found.wrong().add("chapter " + i + " differs");
                }
            }
            found.kept().add(from.size() + " chapters");
        }
    }

    void dictionary(String what, JsonNode from, JsonNode to) {
        TreeMap<String, String> now = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        to.fields().forEachRemaining(tag -> now.put(tag.getKey(), tag.getValue().asText()));
        from.fields().forEachRemaining(tag -> {
            String key = tag.getKey();
            boolean own = OWN_TAGS.contains(key.toLowerCase(Locale.ROOT)) || key.startsWith("DURATION");
            String value = tag.getValue().asText();
            if (!own && !(key.equalsIgnoreCase("language") && value.equals("und")) && !same(value, now.get(key))) {
                found.wrong().add("%s %s%s".formatted(what, key, now.containsKey(key) ? " changed" : " lost"));
            }
        });
    }

    private static String digits(String place) {
        return place.replaceAll("(?<=[-+])0+(?=\\d)", "").replaceAll("0+(?=[-+/])", "");
    }

    /** Places on earth are written with more or fewer digits. */
    private static boolean same(String old, String now) {
        return old.equals(now)
                || now != null && old.startsWith("+") && digits(now).equals(digits(old));
    }

    private static double number(String text) {
        return text.equals("none") ? Double.NaN : Double.parseDouble(text);
    }
}
