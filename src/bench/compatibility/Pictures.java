import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** Compares the video of an output with its source's: number and times of the frames, fields, side data, format, colours. */
final class Pictures {
    /** Side data that describes the old coding; whatever else is lost is a finding. */
    private static final Set<String> OLD_CODING = Set.of(
            "CPB properties", "H.26[45] User Data Unregistered SEI message", "GOP timecode", "QP table parameters",
            "Encryption initialization data");

    private final Findings found;
    private double shift;

    private Pictures(Findings found) {
        this.found = found;
    }

    /** Compares; gives by how many seconds all frames were moved. */
    static double compare(Findings found, JsonNode from, JsonNode to) {
        Pictures pictures = new Pictures(found);
        pictures.frames(from, to);
        pictures.tags(from, to);
        return pictures.shift;
    }

    private void frames(JsonNode from, JsonNode to) {
        List<JsonNode> before = list(Probe.frames(found.source(), from.path("index").asInt(), found.seconds()));
        List<JsonNode> after = list(Probe.frames(found.output(), to.path("index").asInt(), 0));
        if (before.isEmpty() && from.path("codec_name").asText("unknown").equals("unknown")) {
            found.kept().add(after.size() + " frames (ffprobe cannot decode the source)");
            return;
        }
        if (before.size() != after.size()) {
            found.wrong().add("%d frames, the source has %d".formatted(after.size(), before.size()));
        }
        int n = Math.min(before.size(), after.size());
        if (n == 0) {
            return;
        }
        shift = time(after.get(0)) - time(before.get(0));
        double tolerance = (Findings.tick(from) + Findings.tick(to)) * 0.51 + 2e-6;
        int off = 0;
        for (int i = 0; i < n; i++) {
            if (!(Math.abs(time(after.get(i)) - time(before.get(i)) - shift) <= tolerance)) {
                off++;
            }
        }
        found.kept().add(n + " frames" + (Math.abs(shift) > tolerance ? " (all %+.3f s)".formatted(shift) : ""));
        if (off > 0) {
            found.wrong().add(off + " timestamps differ");
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
            found.kept().add(interlaced + " interlaced frames");
        }
        if (different > 0 && !found.said().contains("interlaced") && !found.said().contains("fields")) {
            found.wrong().add(different + " frames have other fields");
        }
    }

    private void sideData(List<JsonNode> before, List<JsonNode> after) {
        TreeMap<String, Integer> had = sideDataCounts(before);
        TreeMap<String, Integer> has = sideDataCounts(after);
        had.keySet().removeAll(OLD_CODING);
        had.forEach((kind, count) -> {
            int now = has.getOrDefault(kind, 0);
            if (now >= count) {
                found.kept().add(kind + (count < before.size() ? " ×" + count : ""));
            } else if (now > 0 && kind.contains("metadata")) {
                found.kept().add(kind);
            } else if (!named(kind)) {
                found.wrong().add("%s: %d of %d".formatted(kind, now, count));
            }
        });
    }

    private boolean named(String kind) {
        String words = found.said().toLowerCase(Locale.ROOT);
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
                    found.kept().add(now);
                }
            } else if (!old.equals("unset") && !found.said().contains(old)) {
                found.wrong().add("%s %s became %s".formatted(key, old, now));
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
            if (OLD_CODING.contains(kind) || named(kind) || found.seconds() > 0 && kind.startsWith("Enc") || kind.startsWith("DOVI") && found.said().contains("Dolby Vision")) {
                continue;
            }
            if (same == null) {
                found.wrong().add(kind + " lost");
            } else if (rotated && !same.path("rotation").equals(data.path("rotation"))) {
                found.wrong().add("rotation %s became %s".formatted(data.path("rotation"), same.path("rotation")));
            } else if (rotated && data.path("rotation").asInt() != 0) {
                found.kept().add("rotation " + data.path("rotation").asInt());
            } else if (!rotated) {
                found.kept().add(kind);
            }
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> nodes = new ArrayList<>();
        array.forEach(nodes::add);
        return nodes;
    }

    private static double time(JsonNode frame) {
        return frame.path("best_effort_timestamp_time").asDouble(Double.NaN);
    }
}
