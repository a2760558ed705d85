package io.jndencode.report.ladder;

import io.jndencode.ladder.LadderRecord;
import io.jndencode.plan.sidecar.SourceVideo;
import io.jndencode.report.page.Html;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Lists what the ladder was made from and with, in tables of names and values. */
final class LadderSettings {
    private LadderSettings() {}

    static Html of(LadderRecord ladder) {
        List<Html> tables = new ArrayList<>();
        tables.add(table("Source", source(ladder.source())));
        tables.add(table("Software", software(ladder)));
        ladder.rungs().forEach(rung -> tables.add(table(rung.rung(), rung(rung))));
        int number = 0;
        for (LadderRecord.Sound sound : ladder.audio()) {
            tables.add(table("Sound " + ++number, sound(sound)));
        }
        return Html.of("<div class=\"settings\">{}</div>", Html.join(tables));
    }

    private static Map<String, Object> source(SourceVideo source) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("File", source.file());
        facts.put("Container", source.stored().container());
        facts.put("Codec", source.coded().codec());
        facts.put("Size", source.coded().width() + "\u00d7" + source.coded().height());
        facts.put("Frame rate", source.timing().frameRate());
        facts.put("Pixel format", source.format().pixelFormat());
        facts.put(
                "Rotation",
                source.format().rotation() == 0 ? null : source.format().rotation() + "°");
        return facts;
    }

    private static Map<String, Object> software(LadderRecord ladder) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("Program", ladder.tool().name() + " " + ladder.tool().version());
        facts.put("FFmpeg", ladder.tool().ffmpeg());
        if (ladder.model() != null) {
            facts.put("Model", ladder.model().name());
            facts.put("Labels", ladder.model().labels());
        }
        facts.put("HLS", ladder.hls());
        facts.put("DASH", ladder.dash());
        return facts;
    }

    private static Map<String, Object> rung(LadderRecord.RungRecord rung) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("Folder", rung.folder());
        facts.put("Target", rung.aim().target());
        facts.put("Rate control", rung.coding().rateControl());
        facts.put("Key frames at most", rung.aim().keyint());
        facts.put("Filters", rung.aim().filters());
        return facts;
    }

    private static Map<String, Object> sound(LadderRecord.Sound sound) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("Folder", sound.folder());
        facts.put("Codecs", sound.codecs());
        facts.put("Language", sound.language());
        facts.put("Title", sound.title());
        facts.put("Channels", sound.channels());
        return facts;
    }

    private static Html table(String caption, Map<String, Object> facts) {
        List<Html> rows = facts.entrySet().stream()
                .filter(fact -> !Objects.toString(fact.getValue(), "").isEmpty())
                .map(fact -> Html.of("<tr><th scope=\"row\">{}</th><td>{}</td></tr>", fact.getKey(), fact.getValue()))
                .toList();
        return Html.of(
                "<table class=\"facts\"><caption>{}</caption><tbody>{}</tbody></table>", caption, Html.join(rows));
    }
}
