package io.jndencode.report.ladder;

import io.jndencode.ladder.LadderRecord;
import io.jndencode.report.page.FigureFormat;
import io.jndencode.report.page.Html;
import io.jndencode.text.ByteCount;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Renders every shot as a row: its level, quantiser, rate and size in each rung. */
final class RungShots {
    private static final List<String> OWN = List.of("Shot", "Start", "Seconds", "Frames", "Begins");

    private final LadderData data;

    private RungShots(LadderData data) {
        this.data = data;
    }

    static Html of(LadderData data) {
        RungShots table = new RungShots(data);
        return Html.of(
                """
                <p class="hint swipe">The table is wider than this window: scroll it sideways for all columns.</p>
                <div class="scroll" tabindex="0" role="region" aria-label="table of shots"><table id="shots">
                <thead><tr><td colspan="{}"></td>{}</tr><tr>{}</tr></thead>
                <tbody>
                {}
                </tbody></table></div>\
                """,
                OWN.size(),
                table.groups(),
                Html.join(table.headers().stream()
                        .map(name -> Html.of("<th scope=\"col\">{}</th>", name))
                        .toList()),
                Html.join(IntStream.range(0, data.shots()).mapToObj(table::row).toList()));
    }

    private List<String> columns(int rung) {
        return data.hasCrfs(rung)
                ? List.of("Level", "QP", "CRF", "kb/s", "Bytes")
                : List.of("Level", "QP", "kb/s", "Bytes");
    }

    private Html groups() {
        return Html.join(IntStream.range(0, data.rungs().size())
                .mapToObj(rung -> Html.of(
                        "<th scope=\"colgroup\" class=\"group\" colspan=\"{}\"><i class=\"swatch {}\"></i>{}</th>",
                        columns(rung).size(),
                        LadderData.colour(rung),
                        data.rungs().get(rung).rung()))
                .toList());
    }

    private List<String> headers() {
        List<String> headers = new ArrayList<>(OWN);
        IntStream.range(0, data.rungs().size()).forEach(rung -> headers.addAll(columns(rung)));
        return headers;
    }

    private Html row(int shot) {
        LadderRecord.Span span = data.ladder().shots().get(shot);
        double seconds = data.end(shot) - data.start(shot);
        List<Html> cells = new ArrayList<>();
        cells.add(number(FigureFormat.clock(data.start(shot)), data.start(shot)));
        cells.add(number(FigureFormat.fixed(seconds, 2), seconds));
        cells.add(number(
                span.startFrame() + "\u2013" + (span.endFrame() - 1), (double) (span.endFrame() - span.startFrame())));
        cells.add(Html.of("<td>{}</td>", FigureFormat.plain(span.transition())));
        IntStream.range(0, data.rungs().size()).forEach(rung -> add(cells, rung, shot));
        return Html.of(
                "<tr id=\"shot-{}\" data-s=\"{}\" data-e=\"{}\" data-tip=\"{}\"><th scope=\"row\">{}</th>{}</tr>",
                shot,
                data.start(shot),
                data.end(shot),
                tip(shot),
                shot,
                Html.join(cells));
    }

    private void add(List<Html> cells, int rung, int shot) {
        LadderRecord.ShotRecord record = data.at(rung, shot);
        Double level = data.level(rung, shot);
        cells.add(Html.of("<td class=\"n first\">{}</td>", FigureFormat.fixed(level, 2)));
        cells.add(Html.of("<td class=\"n qp\">{}</td>", record.qp()));
        if (data.hasCrfs(rung)) {
            cells.add(Html.of("<td class=\"n\">{}</td>", FigureFormat.fixed(record.crf(), 2)));
        }
        cells.add(number(FigureFormat.fixed(record.kbps(), 0), record.kbps()));
        cells.add(number(ByteCount.of(record.bytes()), (double) record.bytes()));
    }

    private String tip(int shot) {
        return "shot " + shot + " from " + FigureFormat.clock(data.start(shot)) + ": "
                + IntStream.range(0, data.rungs().size())
                        .mapToObj(rung -> data.rungs().get(rung).rung() + " QP\u00a0"
                                + data.at(rung, shot).qp() + ", "
                                + FigureFormat.fixed(data.at(rung, shot).kbps(), 0) + "\u00a0kb/s")
                        .collect(Collectors.joining("; "));
    }

    private static Html number(String text, double value) {
        return Html.of("<td class=\"n\" data-v=\"{}\">{}</td>", value, text);
    }
}
