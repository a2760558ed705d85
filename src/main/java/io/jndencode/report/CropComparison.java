package io.jndencode.report;

import io.jndencode.report.page.FigureFormat;
import io.jndencode.report.page.Html;
import io.jndencode.report.page.Plot;
import java.util.List;

/** Renders the worst areas before and after. Switching the view needs only radio buttons and the style sheet. */
final class CropComparison {
    private static final List<String> VIEWS =
            List.of("side by side", "side by side, brighter", "source", "encode", "difference ×8");

    private CropComparison() {}

    static Html of(List<Comparison> comparisons) {
        return Html.join(comparisons.stream().map(CropComparison::crop).toList());
    }

    private static Html crop(Comparison comparison) {
        int shot = comparison.shot().index();
        return Html.of(
                """
                <article class="crop">
                <header><h3><a href="#shot-{}">Shot {}</a>, frame {}</h3><p>{}</p></header>
                <div class="views" role="radiogroup" aria-label="{}">{}
                <div class="pair">
                <figure><img src="{}" width="{}" height="{}" alt="{}"/><figcaption>source</figcaption></figure>
                <figure><img src="{}" width="{}" height="{}" alt="{}"/><figcaption>encode</figcaption></figure>
                </div></div>
                {}
                </article>""",
                shot,
                shot,
                comparison.frame().index(),
                figures(comparison),
                "what to show of shot " + shot,
                choices(shot),
                comparison.source().uri(),
                comparison.source().width(),
                comparison.source().height(),
                "the source, " + place(comparison),
                comparison.coded().uri(),
                comparison.coded().width(),
                comparison.coded().height(),
                "the encode, " + place(comparison),
                locator(comparison));
    }

    private static String figures(Comparison comparison) {
        return "QP " + comparison.shot().shot().qp() + "; this frame: XPSNR "
                + FigureFormat.fixed(comparison.frame().xpsnr(), 2) + " dB, SSIM "
                + FigureFormat.fixed(comparison.frame().ssim(), 4) + "; " + place(comparison);
    }

    private static String place(Comparison comparison) {
        WorstArea area = comparison.area();
        return "pixels " + area.x() + "–" + (area.x() + area.width() - 1) + " × " + area.y() + "–"
                + (area.y() + area.height() - 1);
    }

    private static Html choices(int shot) {
        return Html.join(VIEWS.stream()
                .map(view -> Html.of(
                        "<label><input type=\"radio\" name=\"view-{}\" class=\"v{}\"{}/>{}</label>",
                        shot,
                        VIEWS.indexOf(view),
                        view.equals(VIEWS.get(0)) ? Html.of(" checked=\"checked\"") : Html.NOTHING,
                        view))
                .toList());
    }

    private static Html locator(Comparison comparison) {
        WorstArea area = comparison.area();
        return Html.of(
                "<div class=\"where\"><img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"the whole frame\"/>"
                        + "<i style=\"left:{}%;top:{}%;width:{}%;height:{}%\"></i></div>",
                comparison.whole().uri(),
                comparison.whole().width(),
                comparison.whole().height(),
                share(area.x(), comparison.frameWidth()),
                share(area.y(), comparison.frameHeight()),
                share(area.width(), comparison.frameWidth()),
                share(area.height(), comparison.frameHeight()));
    }

    private static String share(int part, int whole) {
        return Plot.number(100.0 * part / whole, 2);
    }
}
