package io.jndencode.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void textIsEscapedAndMarkupIsNot() {
        assertThat(Html.of("<p title=\"{}\">{}{}</p>", "\"<&'>", new Html("<b>x</b>"), 1.5)
                        .markup())
                .isEqualTo("<p title=\"&quot;&lt;&amp;&#39;&gt;\"><b>x</b>1.5</p>");
    }

    @Test
    void valuesAreNeverTakenForTemplates() {
        assertThat(Html.of("{}-{}", "{}", "x").markup()).isEqualTo("{}-x");
        assertThat(Html.fill("{one}{two}", Map.of("one", Html.of("{}", "{two}"), "two", new Html("$1")))
                        .markup())
                .isEqualTo("{two}$1");
    }

    @Test
    void aTemplateAndItsValuesMustMatch() {
        assertThatThrownBy(() -> Html.of("{}")).hasMessageContaining("too few");
        assertThatThrownBy(() -> Html.of("", 1)).hasMessageContaining("too many");
    }
}
