package io.jndencode.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.plan.sidecar.SidecarTotals;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a page allows its browser, and what it says of measured QPs. */
class PagePolicyTest {
    private static String only(String pattern, String page) {
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
        assertThat(found.find()).as(pattern).isTrue();
        String text = found.group(1);
        assertThat(found.find()).as("a second " + pattern).isFalse();
        return text;
    }

    private static String source(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    }

    /** As browsers hash it: what stands between the tags, every character. */
    @Test
    void onlyThePagesOwnScriptAndStyleSheetMayBe() throws Exception {
        String page = Jobs.page(Jobs.encoded("in.mp4", 5), List.of());
        String policy = only("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"", page);
        String script = only("<script>(.*?)</script>", page);
        String style = only("<style>(.*?)</style>", page);
        assertThat(policy.split("; ", -1))
                .contains(
                        "default-src 'none'",
                        "base-uri 'none'",
                        "form-action 'none'",
                        "img-src data:",
                        "script-src " + source(script),
                        "style-src-elem " + source(style));
        assertThat(page).doesNotContain(" onload=", " onclick=", " onerror=", "javascript:");
    }

    private static String text(Sidecar sidecar) {
        return Page.of(Jobs.page(sidecar, List.of()))
                .document()
                .getDocumentElement()
                .getTextContent();
    }

    private static Sidecar searched(int measured) {
        Sidecar sidecar = Jobs.planned("in.mp4", 4);
        List<SidecarShot.Result> results = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            results.add(new SidecarShot.Result(
                    1000, 4, 40.0, 0.98, null, 1, i < measured ? 12 : 0, i < measured ? 1.0 : null, 0.2));
        }
        return sidecar.encoded(results, SidecarTotals.of(9000, 4000, 1, 1));
    }

    @Test
    void aQpThatComesFromMeasuringIsNotCalledPredicted() {
        assertThat(text(searched(0)))
                .contains("quantiser predicted to stay within")
                .doesNotContain("found by measuring");
        assertThat(text(searched(4)))
                .contains("each shot at the quantiser that measuring found")
                .doesNotContain("quantiser predicted");
        assertThat(Jobs.page(searched(4), List.of())).contains("some found by measuring");
        assertThat(text(searched(1))).contains("1 of them at the one that measuring found");
        Page page = Page.of(Jobs.page(searched(1), List.of()));
        assertThat(page.column("Remarks").get(0).getTextContent()).isEqualTo("QP by measuring");
        assertThat(page.column("Remarks").get(3).getTextContent()).isEmpty();
    }
}
