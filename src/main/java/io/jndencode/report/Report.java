package io.jndencode.report;

import io.jndencode.report.page.FigureFormat;
import io.jndencode.report.page.Html;
import io.jndencode.report.page.PageTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds one self-contained HTML page about a job, with style, script and pictures. The page fetches nothing, which its
 * policy also forbids, and its numbers, charts and pictures work without the script.
 */
public final class Report {
    private Report() {}

    /** Takes the pictures and builds the page. */
    public static String html(ReportRequest request) {
        ReportData data = ReportData.of(request.sidecar(), request.quality());
        Pictures pictures = Pictures.take(
                data,
                request.sidecar(),
                request.files().source(),
                request.files().output());
        return html(request, data, pictures);
    }

    static String html(ReportRequest request, ReportData data, Pictures pictures) {
        // Not parsed as a path: the sidecar may come from another system.
        String file = request.sidecar().source().file().replaceFirst("^.*[/\\\\](?=.)", "");
        Map<String, Html> parts = new LinkedHashMap<>();
        parts.put("title", Html.of("{}", file));
        parts.put("sentence", Html.of("{}", Summary.sentence(request.sidecar(), data)));
        parts.put("summary", Summary.of(data));
        parts.put("notes", notes(request, data, pictures));
        parts.put("timeline", Timeline.of(data, pictures.thumbnails()));
        parts.put("qp", QpChart.of(data));
        parts.put("quality", QualityCharts.of(data));
        parts.put("crops", crops(pictures));
        parts.put("shots", new ShotTable(data, pictures.thumbnails()).html());
        parts.put("settings", Settings.of(request));
        return PageTemplate.of(Report.class, "report.html", List.of("report.css"), List.of("report.js"))
                .page(List.of(), parts);
    }

    private static Html notes(ReportRequest request, ReportData data, Pictures pictures) {
        List<String> notes = new ArrayList<>(request.origin().notes());
        notes.addAll(pictures.notes());
        if (!data.encoded()) {
            notes.add("Nothing is encoded yet: sizes and quality are not known.");
        } else if (!data.measured()) {
            notes.add("The encode was not measured: there are no charts of its quality and no comparisons.");
        }
        if (!pictures.thumbnails().isEmpty()
                && pictures.thumbnails().size() < data.shots().size()) {
            notes.add("Only " + pictures.thumbnails().size() + " of "
                    + FigureFormat.count(data.shots().size(), "shot") + " have a picture, to keep this file small.");
        }
        if (notes.isEmpty()) {
            return Html.NOTHING;
        }
        return Html.of(
                "<ul class=\"notes\">{}</ul>",
                Html.join(
                        notes.stream().map(note -> Html.of("<li>{}</li>", note)).toList()));
    }

    private static Html crops(Pictures pictures) {
        if (pictures.comparisons().isEmpty()) {
            return Html.NOTHING;
        }
        return Html.of("""
            <section aria-labelledby="worst"><h2 id="worst">Worst shots, looked at closely</h2>
            <p class="hint">The area with the largest error, as eyes weigh it, of the worst frame of each of these shots; one pixel
            of the video is one of the page. Switch between source and encode to see what changes.</p>
            {}
            </section>\
            """, CropComparison.of(pictures.comparisons()));
    }
}
