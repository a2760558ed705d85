package io.jndencode.report;

import io.jndencode.plan.RateControl;
import io.jndencode.plan.forecast.ShotForecast;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.quality.ShotQuality;
import io.jndencode.report.page.FigureFormat;
import io.jndencode.report.page.Html;
import io.jndencode.text.ByteCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders every shot as a row: all numbers of the sidecar and the measurements. */
final class ShotTable {
    private static final List<String> PLAN =
            List.of("Shot", "Picture", "Start", "Seconds", "Frames", "Begins", "QP", "JND1", "JND2", "JND3", "Spread");
    private static final List<String> RESULT = List.of("Bytes", "kb/s", "XPSNR", "SSIM", "Worst frame", "Encodes");

    private final ReportData data;
    private final Map<Integer, DataUri> thumbnails;

    ShotTable(ReportData data, Map<Integer, DataUri> thumbnails) {
        this.data = data;
        this.thumbnails = thumbnails;
    }

    Html html() {
        return Html.of(
                """
                <p class="hint swipe">The table is wider than this window: scroll it sideways for all columns.</p>
                <div class="scroll" tabindex="0" role="region" aria-label="table of shots"><table id="shots">
                <thead><tr>{}</tr></thead>
                <tbody>
                {}
                </tbody></table></div>\
                """,
                Html.join(headers().stream().map(ShotTable::header).toList()),
                Html.join(data.shots().stream().map(this::row).toList()));
    }

    private List<String> headers() {
        List<String> headers = new ArrayList<>(PLAN);
        if (data.sidecar().encoder().rateControl() instanceof RateControl.Crf) {
            headers.add(PLAN.indexOf("QP") + 1, "CRF");
        }
        if (foretold()) {
            headers.add("Foretold");
        }
        if (data.encoded()) {
            headers.addAll(RESULT);
        }
        headers.add("Remarks");
        return headers;
    }

    private static Html header(String name) {
        return name.equals("Picture")
                ? Html.of("<th scope=\"col\" class=\"fixed\">Picture</th>")
                : Html.of("<th scope=\"col\">{}</th>", name);
    }

    private Html row(ShotView view) {
        List<Html> cells = plan(view);
        if (data.encoded()) {
            cells.addAll(result(view));
        }
        cells.add(Html.of("<td class=\"remarks\">{}</td>", remarks(view.shot())));
        return Html.of(
                "<tr id=\"shot-{}\" data-s=\"{}\" data-e=\"{}\"><th scope=\"row\">{}</th>{}</tr>",
                view.index(),
                view.start(),
                view.end(),
                view.index(),
                Html.join(cells));
    }

    private List<Html> plan(ShotView view) {
        SidecarShot shot = view.shot();
        SidecarShot.Levels jnd = shot.prediction().jnd();
        List<Html> cells = new ArrayList<>();
        cells.add(Html.of("<td class=\"thumb\">{}</td>", thumbnail(view)));
        cells.add(number(FigureFormat.clock(view.start()), view.start()));
        cells.add(number(FigureFormat.fixed(view.seconds(), 2), view.seconds()));
        cells.add(number(view.frameText(), view.frames()));
        cells.add(Html.of("<td>{}</td>", FigureFormat.plain(shot.extent().transition())));
        cells.add(Html.of("<td class=\"n qp\">{}</td>", shot.qp()));
        if (shot.settings().crf() != null) {
            cells.add(decimals(shot.settings().crf()));
        }
        cells.add(decimals(jnd == null ? null : jnd.jnd1()));
        cells.add(decimals(jnd == null ? null : jnd.jnd2()));
        cells.add(decimals(jnd == null ? null : jnd.jnd3()));
        cells.add(decimals(shot.prediction().spread()));
        if (foretold()) {
            cells.add(foretold(shot.forecast()));
        }
        return cells;
    }

    private boolean foretold() {
        return data.shots().stream().anyMatch(view -> view.shot().forecast() != null);
    }

    private static Html foretold(@Nullable ShotForecast forecast) {
        return forecast == null ? number(null) : number(ByteCount.of(forecast.bytes()), forecast.bytes());
    }

    private List<Html> result(ShotView view) {
        SidecarShot.Result result = view.shot().result();
        if (result == null) {
            throw new IllegalStateException("shot " + view.index() + " has no result");
        }
        ShotQuality quality = view.quality();
        return List.of(
                number(ByteCount.of(result.bytes()), result.bytes()),
                number(result.kbps()),
                number(FigureFormat.fixed(view.xpsnr(), 2), view.xpsnr()),
                number(FigureFormat.fixed(view.ssim(), 4), view.ssim()),
                number(
                        quality == null
                                ? "–"
                                : quality.worst().index() + ": "
                                        + FigureFormat.fixed(quality.worst().xpsnr(), 2),
                        quality == null ? null : quality.worst().xpsnr()),
                number(result.attempts()));
    }

    private Html thumbnail(ShotView view) {
        DataUri picture = thumbnails.get(view.index());
        return picture == null
                ? Html.NOTHING
                : Html.of(
                        "<img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"\" loading=\"lazy\"/>",
                        picture.uri(),
                        picture.width(),
                        picture.height());
    }

    private static String remarks(SidecarShot shot) {
        List<String> remarks = new ArrayList<>();
        if (shot.settings().clampedBy() != null) {
            remarks.add("limited by " + shot.settings().clampedBy());
        }
        if ("out-of-distribution".equals(shot.prediction().confidence())) {
            remarks.add("out of distribution");
        }
        if (ShotView.measuredQp(shot)) {
            remarks.add("QP by measuring");
        }
        if (ShotView.measuredCrf(shot)) {
            remarks.add("CRF by measuring");
        }
        if (shot.result() != null && shot.result().attempts() > 1) {
            remarks.add("encoded again");
        }
        return String.join(", ", remarks);
    }

    /** Formats with two decimals, as many as sidecars have. */
    private static Html decimals(@Nullable Double value) {
        return Html.of("<td class=\"n\">{}</td>", FigureFormat.fixed(value, 2));
    }

    private static Html number(@Nullable Number value) {
        return Html.of("<td class=\"n\">{}</td>", FigureFormat.plain(value));
    }

    /** Renders a number with a text for people; the table is sorted by the value. */
    private static Html number(String text, @Nullable Number value) {
        return value == null
                ? Html.of("<td class=\"n\">{}</td>", text)
                : Html.of("<td class=\"n\" data-v=\"{}\">{}</td>", value, text);
    }
}
