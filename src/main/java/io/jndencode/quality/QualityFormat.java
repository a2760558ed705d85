package io.jndencode.quality;

import io.jndencode.text.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Output formats for measurements. */
public enum QualityFormat {
    /** A table for people, one line per shot and one for the whole. */
    TEXT {
        @Override
        public String write(QualityList list) {
            boolean vmaf = !list.vmaf().isEmpty();
            StringBuilder text = new StringBuilder("shot   frames            XPSNR   SSIM     PSNR   ")
                    .append(vmaf ? "VMAF   " : "")
                    .append("worst frame (XPSNR)\n");
            for (int i = 0; i < list.shots().size(); i++) {
                text.append(line(list, Integer.toString(i), list.shots().get(i)));
            }
            return text.append(line(list, "total", list.total())).toString();
        }

        private String line(QualityList list, String name, ShotQuality shot) {
            String vmaf = list.vmaf(shot).isEmpty()
                    ? ""
                    : String.format(Locale.ROOT, "%-7.2f", list.vmaf(shot).getAsDouble());
            return String.format(
                    Locale.ROOT,
                    "%-6s %-17s %-7.2f %-8.5f %-7.2f%s%d (%.2f)\n",
                    name,
                    shot.frames().start() + "-" + shot.frames().end(),
                    shot.xpsnr(),
                    shot.ssim(),
                    shot.psnr(),
                    vmaf,
                    shot.worst().index(),
                    shot.worst().xpsnr());
        }
    },
    /** Comma-separated, one row per shot, with {@code total} in the first column of the last row. */
    CSV {
        @Override
        public String write(QualityList list) {
            StringBuilder text = new StringBuilder(
                            String.join(",", row(list, "", list.total()).keySet()))
                    .append('\n');
            for (int i = 0; i < list.shots().size(); i++) {
                text.append(line(row(list, i, list.shots().get(i))));
            }
            return text.append(line(row(list, "total", list.total()))).toString();
        }

        private String line(Map<String, Object> row) {
            return String.join(",", row.values().stream().map(String::valueOf).toList()) + "\n";
        }
    },
    /** An object with an array of shots, each with its frames, and the total. */
    JSON {
        @Override
        public String write(QualityList list) {
            List<Map<String, Object>> shots = new ArrayList<>();
            for (int i = 0; i < list.shots().size(); i++) {
                Map<String, Object> row = row(list, i, list.shots().get(i));
                row.put("frames", frames(list, list.shots().get(i)));
                shots.add(row);
            }
            Map<String, Object> total = row(list, "total", list.total());
            total.remove("index");
            Map<String, Object> whole = new LinkedHashMap<>();
            whole.put("reference", list.reference());
            whole.put("distorted", list.distorted());
            whole.put("total", total);
            whole.put("shots", shots);
            return json(whole);
        }
    };

    /** Returns the whole text, ending with a line feed. */
    public abstract String write(QualityList list);

    private static Map<String, Object> row(QualityList list, Object index, ShotQuality shot) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("index", index);
        row.put("startFrame", shot.frames().start());
        row.put("endFrame", shot.frames().end());
        row.put("xpsnr", rounded(shot.xpsnr()));
        row.put("ssim", rounded(shot.ssim()));
        row.put("psnr", rounded(shot.psnr()));
        list.vmaf(shot).ifPresent(vmaf -> row.put("vmaf", rounded(vmaf)));
        row.put("worstFrame", shot.worst().index());
        row.put("worstXpsnr", rounded(shot.worst().xpsnr()));
        return row;
    }

    private static List<Map<String, Object>> frames(QualityList list, ShotQuality shot) {
        List<Map<String, Object>> frames = new ArrayList<>();
        for (FrameQuality frame : shot.perFrame()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("frame", frame.index());
            row.put("pts", frame.pts());
            row.put("xpsnr", rounded(frame.xpsnr()));
            row.put("ssim", rounded(frame.ssim()));
            row.put("psnr", rounded(frame.psnr()));
            if (!list.vmaf().isEmpty()) {
                row.put("vmaf", rounded(list.vmaf().get(Math.toIntExact(frame.index()))));
            }
            frames.add(row);
        }
        return frames;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }

    private static String json(Map<String, Object> whole) {
        return Json.pretty(whole);
    }
}
