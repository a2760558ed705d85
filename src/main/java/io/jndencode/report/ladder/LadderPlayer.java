package io.jndencode.report.ladder;

import io.jndencode.ladder.LadderRecord;
import io.jndencode.report.page.Html;
import io.jndencode.text.Json;
import java.util.List;
import java.util.stream.IntStream;

/** Renders the place of the player, and what its script must know, as JSON within the page. */
final class LadderPlayer {
    private LadderPlayer() {}

    /**
     * What the script knows.
     *
     * @param base beginning of all addresses
     * @param frames of the video
     * @param duration seconds
     * @param segments length of each piece in seconds, the same in all streams
     * @param rungs those whose folders are there
     * @param sound the first stream of sound, in a list that is empty without one
     */
    private record Streams(
            String base, long frames, double duration, List<Double> segments, List<Stream> rungs, List<Stream> sound) {}

    /**
     * A stream.
     *
     * @param index of the rung in the ladder
     * @param type for the browser
     * @param shots QP and kilobits a second of each, as the page shows them
     */
    private record Stream(
            int index, String name, String folder, String type, int width, int height, List<double[]> shots) {}

    static Html of(LadderData data, String base, List<String> missing) {
        LadderRecord ladder = data.ladder();
        List<Stream> rungs = IntStream.range(0, data.rungs().size())
                .filter(rung -> !missing.contains(data.rungs().get(rung).folder()))
                .mapToObj(rung -> stream(data, rung))
                .toList();
        List<Stream> sound = ladder.audio().stream()
                .limit(1)
                .filter(each -> !missing.contains(each.folder()))
                .map(each -> new Stream(0, each.codecs(), each.folder(), type("audio", each.codecs()), 0, 0, List.of()))
                .toList();
        if (rungs.isEmpty()) {
            return Html.of("<p class=\"hint\">The folders of the rungs are not there: nothing can be played.</p>");
        }
        return Html.of("""
                <div id="player"><p class="hint">Playing needs JavaScript.</p></div>
                <script id="streams" type="application/json">{}</script>\
                """, json(new Streams(base, data.frames(), ladder.duration(), ladder.segments(), rungs, sound)));
    }

    private static Stream stream(LadderData data, int rung) {
        LadderRecord.RungRecord record = data.rungs().get(rung);
        return new Stream(
                rung,
                record.rung(),
                record.folder(),
                type("video", record.stream().codecs()),
                record.coding().width(),
                record.coding().height(),
                record.shots().stream()
                        .map(shot -> new double[] {shot.qp(), shot.kbps()})
                        .toList());
    }

    private static String type(String kind, String codecs) {
        return kind + "/mp4; codecs=\"" + codecs + "\"";
    }

    /** Returns JSON in which no character has a meaning in HTML or XML: all such stand within its texts, as escapes. */
    private static Html json(Object value) {
        StringBuilder safe = new StringBuilder();
        Json.line(value).chars().forEach(point -> {
            boolean plain = point >= ' ' && point < 0x7f && point != '<' && point != '>' && point != '&';
            safe.append(plain ? Character.toString(point) : String.format("\\u%04x", point));
        });
        return new Html(safe.toString());
    }
}
