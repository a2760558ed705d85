package io.jndencode.report;

import io.jndencode.media.ColorTags;
import io.jndencode.media.HdrMetadata;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.plan.RateControl;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarEncoder;
import io.jndencode.plan.sidecar.SidecarFilters;
import io.jndencode.plan.sidecar.SidecarForecast;
import io.jndencode.plan.sidecar.SourceVideo;
import io.jndencode.report.page.Html;
import io.jndencode.text.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lists everything that was chosen or found, in tables of names and values. */
final class Settings {
    private final ReportRequest request;
    private final Sidecar sidecar;

    private Settings(ReportRequest request) {
        this.request = request;
        this.sidecar = request.sidecar();
    }

    static Html of(ReportRequest request) {
        Settings settings = new Settings(request);
        List<Html> tables = new ArrayList<>();
        tables.add(settings.job());
        tables.add(settings.source());
        tables.add(settings.encoder());
        tables.add(settings.software());
        tables.add(settings.model());
        return Html.of("<div class=\"settings\">{}</div>", Html.join(tables));
    }

    /** One table under construction. */
    private static final class Facts {
        private final List<Html> rows = new ArrayList<>();

        Facts add(String name, @Nullable Object value) {
            if (value != null && !value.toString().isEmpty()) {
                rows.add(Html.of("<tr><th scope=\"row\">{}</th><td>{}</td></tr>", name, value));
            }
            return this;
        }

        Html table(String caption) {
            return Html.of(
                    "<table class=\"facts\"><caption>{}</caption><tbody>{}</tbody></table>", caption, Html.join(rows));
        }
    }

    private Html job() {
        Facts facts = new Facts()
                .add("Command", request.origin().command())
                .add(
                        "Again",
                        "jnd-encode apply "
                                + ShellWord.of(request.files().sidecar().toString()))
                .add("Sidecar", request.files().sidecar())
                .add("Output", request.files().output())
                .add("Target", sidecar.target())
                .add("Preset", sidecar.preset());
        if (sidecar.planning() != null) {
            facts.add(
                            "QP limits",
                            sidecar.planning().minQp() + " to "
                                    + sidecar.planning().maxQp())
                    .add("Safety", sidecar.planning().safety() + " × spread taken off");
        }
        if (sidecar.range() != null) {
            facts.add(
                    "Part",
                    "frames " + sidecar.range().startFrame() + " to "
                            + (sidecar.range().endFrame() - 1));
        }
        if (sidecar.forecast() != null) {
            SidecarForecast forecast = sidecar.forecast();
            facts.add("Bytes of the video, foretold", forecast.videoBytes())
                    .add("Range of that", forecast.low() + " to " + forecast.high());
        }
        if (sidecar.totals() != null) {
            facts.add("Bytes of the video", sidecar.totals().videoBytes())
                    .add("Bytes of the source", sidecar.totals().sourceBytes())
                    .add("Bytes of the output", sidecar.totals().outputBytes())
                    .add("Share saved", sidecar.totals().saved())
                    .add("Seconds of analysis", sidecar.totals().analysisSeconds())
                    .add("Seconds in all", sidecar.totals().encodeSeconds());
        }
        return facts.table("Job");
    }

    private Html source() {
        SourceVideo source = sidecar.source();
        Facts facts = new Facts()
                .add("File", source.file())
                .add("Bytes", source.stored().bytes())
                .add("SHA-256", source.stored().sha256())
                .add(
                        "Container, codec",
                        source.stored().container() + ", " + source.coded().codec())
                .add("Size", source.coded().width() + "×" + source.coded().height())
                .add("Pixel format", source.format().pixelFormat())
                .add(
                        "Frame rate",
                        source.timing().frameRate() + (source.timing().variableFrameRate() ? ", variable" : ""))
                .add(
                        "Frames",
                        source.timing().frames() == 0 ? null : source.timing().frames())
                .add("Duration", source.timing().duration() + " s")
                .add("Time base", source.timing().timeBase());
        ColorTags color = source.format().color();
        if (color != null) {
            facts.add("Primaries, transfer", color.primaries() + ", " + color.transfer())
                    .add("Matrix, range", color.matrix() + ", " + color.range());
        }
        facts.add(
                        "HDR",
                        source.format().hdr() == null
                                ? null
                                : hdr(source.format().hdr()))
                .add(
                        "Filters",
                        source.filters() == null ? null : source.filters().chain())
                .add("Size behind the filters", source.filters() == null ? null : size(source.filters()))
                .add(
                        "Rotation",
                        source.format().rotation() == 0 ? null : source.format().rotation() + "°")
                .add("Pixel aspect", source.format().sar());
        return facts.table("Source");
    }

    private static String size(SidecarFilters filters) {
        return filters.width() + "×" + filters.height();
    }

    private static String hdr(HdrMetadata hdr) {
        List<String> parts = new ArrayList<>();
        if (hdr.mastering() != null) {
            parts.add("mastered for " + hdr.mastering().minLuminance() + " to "
                    + hdr.mastering().maxLuminance() + " cd/m²");
        }
        if (hdr.light() != null) {
            parts.add("MaxCLL " + hdr.light().maxContent() + ", MaxFALL "
                    + hdr.light().maxFrameAverage());
        }
        if (hdr.dolbyVision() != null) {
            parts.add("Dolby Vision profile " + hdr.dolbyVision().profile());
        }
        return String.join("; ", parts);
    }

    private Html encoder() {
        SidecarEncoder encoder = sidecar.encoder();
        String name = VideoEncoder.named(encoder.codec()).id();
        return new Facts()
                .add("Codec", encoder.codec())
                .add("Rate control", encoder.rateControl())
                .add("Version", encoder.version())
                .add("Preset of " + name, encoder.preset())
                .add("Parameters", encoder.params().isEmpty() ? "none" : encoder.params())
                .add("Pixel format", encoder.pixelFormat())
                .add(
                        "Quantisers",
                        encoder.rateControl() instanceof RateControl.Crf
                                ? name + "'s own, around the shot's CRF, which measures as its QP does"
                                : "P frames: the shot's QP; I: QP − 3; B: QP + 2")
                .table("Encoder");
    }

    private Html software() {
        Sidecar.Tool tool = sidecar.tool();
        if (tool == null) {
            return Html.NOTHING;
        }
        return new Facts()
                .add(tool.name(), tool.version())
                .add("FFmpeg", tool.ffmpeg())
                .add("x264", tool.x264())
                .table("Software");
    }

    private Html model() {
        Sidecar.Model model = sidecar.model();
        if (model == null) {
            return Html.NOTHING;
        }
        Facts facts = new Facts()
                .add("Name", model.name())
                .add("SHA-256", model.sha256())
                .add("Input", model.input())
                .add("Labels", model.labels());
        new TreeMap<>(request.origin().model()).forEach((name, value) -> facts.add(name, value));
        return facts.table("Model");
    }
}
