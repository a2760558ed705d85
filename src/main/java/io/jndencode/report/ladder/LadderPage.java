package io.jndencode.report.ladder;

import io.jndencode.ladder.LadderRecord;
import io.jndencode.report.page.FigureFormat;
import io.jndencode.report.page.Html;
import io.jndencode.report.page.PageTemplate;
import io.jndencode.text.ByteCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds one HTML page about a ladder. Numbers and charts are in it; its player, which needs the script, fetches the pieces from the
 * ladder's folder and may fetch nothing else.
 */
public final class LadderPage {
    private static final String SHARED = "/io/jndencode/report/";

    private LadderPage() {}

    /**
     * Builds the page.
     *
     * @param base the ladder's folder as seen from the page's, as the beginning of addresses: empty, or with a slash at its end
     * @param missing folders of rungs and sound that are not there
     */
    public static String html(LadderRecord ladder, String base, List<String> missing) {
        LadderData data = new LadderData(ladder);
        // Not parsed as a path: the record may come from another system.
        String file = ladder.source().file().replaceFirst("^.*[/\\\\](?=.)", "");
        Map<String, Html> parts = new LinkedHashMap<>();
        parts.put("title", Html.of("{}", file));
        parts.put("sentence", Html.of("{}", sentence(data)));
        parts.put("notes", notes(ladder, missing));
        parts.put("summary", summary(data));
        parts.put("rungs", RungTable.of(data));
        parts.put("dropped", dropped(ladder.dropped()));
        parts.put("player", LadderPlayer.of(data, base, missing));
        parts.put("charts", RungCharts.of(data));
        parts.put("shots", RungShots.of(data));
        parts.put("settings", LadderSettings.of(ladder));
        return PageTemplate.of(
                        LadderPage.class,
                        "ladder.html",
                        List.of(SHARED + "report.css", "ladder.css"),
                        List.of(SHARED + "report.js", "streams.js", "player.js"))
                .page(List.of("connect-src 'self'", "media-src blob:"), parts);
    }

    private static String sentence(LadderData data) {
        LadderRecord.RungRecord first = data.rungs().get(0);
        return "A ladder of " + FigureFormat.count(data.rungs().size(), "rung") + " from "
                + data.ladder().source().coded().width() + "\u00d7"
                + data.ladder().source().coded().height() + " video: " + FigureFormat.count(data.shots(), "shot") + ", "
                + FigureFormat.count(data.frames(), "frame") + ", "
                + FigureFormat.clock(data.ladder().duration())
                + ", each shot of each rung at the coarsest quantiser predicted"
                + " to stay within the rung's level at its own size; the first is "
                + first.coding().width() + "\u00d7"
                + first.coding().height() + " at "
                + FigureFormat.bitRate((double) first.stream().averageBandwidth()) + ".";
    }

    private static Html notes(LadderRecord ladder, List<String> missing) {
        List<String> notes = new ArrayList<>(ladder.warnings());
        missing.forEach(folder -> notes.add("There is no " + folder + "/init.mp4: it cannot be played."));
        if (notes.isEmpty()) {
            return Html.NOTHING;
        }
        return Html.of("<ul class=\"notes\">{}</ul>", items(notes));
    }

    private static Html items(List<String> texts) {
        return Html.join(
                texts.stream().map(text -> Html.of("<li>{}</li>", text)).toList());
    }

    private static Html summary(LadderData data) {
        LadderRecord ladder = data.ladder();
        LadderRecord.RungRecord first = data.rungs().get(0);
        LadderRecord.RungRecord last = data.rungs().get(data.rungs().size() - 1);
        long videos =
                data.rungs().stream().mapToLong(rung -> rung.stream().bytes()).sum();
        long sounds =
                ladder.audio().stream().mapToLong(LadderRecord.Sound::bytes).sum();
        return Html.of(
                "<div class=\"tiles\">{}{}{}{}</div>",
                tile("First rung", FigureFormat.bitRate((double) first.stream().averageBandwidth()), rung(first)),
                tile("Last rung", FigureFormat.bitRate((double) last.stream().averageBandwidth()), rung(last)),
                tile(
                        "All rungs",
                        ByteCount.of(videos),
                        FigureFormat.count(ladder.audio().size(), "stream") + " of sound with " + ByteCount.of(sounds)
                                + ", "
                                + FigureFormat.count(ladder.subtitles().size(), "stream") + " of subtitles, "
                                + FigureFormat.count(ladder.segments().size(), "segment")),
                tile(
                        "Left out",
                        Integer.toString(ladder.dropped().size()),
                        ladder.dropped().isEmpty()
                                ? "every rung asked for is there"
                                : "rungs; the reasons stand below"));
    }

    private static String rung(LadderRecord.RungRecord rung) {
        return rung.rung() + ", " + rung.coding().width() + "\u00d7"
                + rung.coding().height() + "; peak "
                + FigureFormat.bitRate((double) rung.stream().peakBandwidth());
    }

    private static Html tile(String name, String figure, String detail) {
        return Html.of(
                "<div class=\"tile\"><h3>{}</h3><p class=\"figure\">{}</p><p class=\"detail\">{}</p></div>",
                name,
                figure,
                detail);
    }

    private static Html dropped(List<LadderRecord.DroppedRung> dropped) {
        if (dropped.isEmpty()) {
            return Html.NOTHING;
        }
        return Html.of(
                "<h3 class=\"below\">Left out</h3><ul class=\"dropped\">{}</ul>",
                Html.join(dropped.stream()
                        .map(each -> Html.of("<li><b>{}</b>: {}</li>", each.rung(), each.reason()))
                        .toList()));
    }
}
