package io.jndencode.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.plan.forecast.SizeForecast;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarForecast;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.plan.sidecar.SidecarTotals;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class ReportTest {
    private static final Sidecar FIVE = Jobs.encoded("in.mp4", 5);

    private static void column(Page page, String name, ToDoubleFunction<SidecarShot> value) {
        assertThat(page.column(name).stream().map(Page::value))
                .as(name)
                .containsExactlyElementsOf(
                        FIVE.shots().stream().map(value::applyAsDouble).toList());
    }

    @Test
    void theTableHasTheSidecarsNumbers() {
        Page page = Page.of(Jobs.page(FIVE, Jobs.measured(FIVE)));
        column(page, "Shot", SidecarShot::index);
        column(page, "QP", SidecarShot::qp);
        column(
                page,
                "JND1",
                shot -> Objects.requireNonNull(shot.prediction().jnd()).jnd1());
        column(
                page,
                "JND2",
                shot -> Objects.requireNonNull(shot.prediction().jnd()).jnd2());
        column(
                page,
                "JND3",
                shot -> Objects.requireNonNull(shot.prediction().jnd()).jnd3());
        column(page, "Spread", shot -> Objects.requireNonNull(shot.prediction().spread()));
        column(page, "Start", shot -> Objects.requireNonNull(shot.extent().start()));
        column(page, "Bytes", shot -> Objects.requireNonNull(shot.result()).bytes());
        column(page, "kb/s", shot -> Objects.requireNonNull(shot.result()).kbps());
        assertThat(page.column("Remarks").get(1).getTextContent()).isEqualTo("limited by max-qp");
    }

    @Test
    void measurementsAreThoseOfTheFrames() {
        Page page = Page.of(Jobs.page(FIVE, Jobs.measured(FIVE)));
        assertThat(page.column("Worst frame").get(4).getTextContent()).isEqualTo("249: 35.04");
        assertThat(page.column("XPSNR").stream().map(Page::value))
                .containsExactlyElementsOf(
                        Jobs.measured(FIVE).stream().map(shot -> shot.xpsnr()).toList());
        assertThat(page.document().getDocumentElement().getTextContent()).contains("worst: frame 249, 35.0 dB");
    }

    @Test
    void theSummaryComparesWithTheSource() {
        String text = Page.of(Jobs.page(FIVE, List.of()))
                .document()
                .getDocumentElement()
                .getTextContent();
        assertThat(text).contains("Saved against the source86.3 %").contains("9.0 MB → 1.2 MB");
    }

    @Test
    void theSizeThatWasForetoldStandsBesideTheOneThatCame() {
        Sidecar foretold =
                FIVE.with(SidecarForecast.of(new SizeForecast(1_000_000, 800_000, 1_200_000), 8_000_000L, null));
        assertThat(text(foretold))
                .doesNotContain("Larger than foretold")
                .contains("Size foretold1.0 MB", "87.5 % less than the source's");
        SidecarTotals totals = Objects.requireNonNull(FIVE.totals()).withVideo(8_000_000, 1_100_000);
        List<SidecarShot.Result> results = FIVE.shots().stream()
                .map(shot -> Objects.requireNonNull(shot.result()))
                .toList();
        assertThat(text(foretold.encoded(results, totals).with(foretold.forecast())))
                .contains("Larger than foretold by10.0 %", "1.1 MB came: inside the range", "800000 to 1200000");
    }

    private static String text(Sidecar sidecar) {
        return Page.of(Jobs.page(sidecar, List.of()))
                .document()
                .getDocumentElement()
                .getTextContent();
    }

    @Test
    void anEncodeLargerThanItsSourceIsNotCalledSaved() {
        Sidecar grown = Jobs.planned("in.mp4", 1)
                .encoded(List.of(SidecarShot.Result.encoded(2000, 2)), SidecarTotals.of(1000, 2000, 1, 1));
        assertThat(Page.of(Jobs.page(grown, List.of()))
                        .document()
                        .getDocumentElement()
                        .getTextContent())
                .contains("Larger than the source by100.0 %");
    }

    @Test
    void aPlanHasNoFiguresOfAnEncode() {
        Page page = Page.of(Jobs.page(Jobs.planned("in.mp4", 5), List.of()));
        assertThat(page.text("ul")).contains("Nothing is encoded yet");
        assertThat(page.all("th").stream().map(Element::getTextContent)).doesNotContain("kb/s", "XPSNR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>.mp4",
                "a\" onmouseover=\"alert(1)' x='.mp4",
                "&lt;b&gt; & {title} {} $1 \\\\.mp4",
                "]]>.mp4",
                "\u0000\u001b[31mred\uD800.mp4",
                "invoice\u202E4pm.mp4",
            })
    void hostileNamesAreText(String name) {
        Page page = Page.of(Jobs.page(Jobs.encoded(name, 2), List.of()));
        String shown = name.replaceFirst("^.*[/\\\\](?=.)", "").replaceAll("[\u0000\u001b\uD800\u202E]", "\uFFFD");
        assertThat(page.text("h1")).isEqualTo(shown);
        assertThat(page.all("script")).hasSize(1);
        assertThat(page.all("b").stream().map(Element::getTextContent)).doesNotContain(" & {title}");
        for (String tag : List.of("h1", "td", "title")) {
            assertThat(page.all(tag)).noneMatch(element -> element.hasAttribute("onmouseover"));
        }
    }

    @Test
    void nothingIsFetchedFromAnywhere() {
        String html = Jobs.page(FIVE, Jobs.measured(FIVE));
        assertThat(html).doesNotContain("http:", "https:", "@import", "url(", "//fonts");
        for (String name : List.of("src", "href", "action", "srcset", "data", "poster")) {
            assertThat(Pattern.compile(" " + name + "=\"(?!#|data:)")
                            .matcher(html)
                            .find())
                    .as(name + " leads out of the page")
                    .isFalse();
        }
        assertThat(html).contains("default-src 'none'");
    }

    @Test
    void everyPictureHasAnAlternativeAndEveryColumnAScope() {
        Page page = Page.of(Jobs.page(FIVE, Jobs.measured(FIVE)));
        assertThat(page.all("img")).allMatch(image -> image.hasAttribute("alt"));
        assertThat(page.all("th")).allMatch(head -> head.hasAttribute("scope"));
        assertThat(page.all("svg"))
                .allMatch(chart -> !chart.getAttribute("aria-label").isEmpty());
    }

    @Test
    void aFilmOfTwoThousandShotsStaysSmallAndWhole() {
        Sidecar film = Jobs.encoded("film.mkv", 2000);
        String html = Jobs.page(film, Jobs.measured(film));
        assertThat(html.length()).isLessThan(3_500_000);
        Page page = Page.of(html);
        assertThat(page.column("QP")).hasSize(2000);
        page.all("path")
                .forEach(path -> assertThat(path.getAttribute("d").length())
                        .as(path.getAttribute("class"))
                        .isLessThan(150_000));
    }
}
