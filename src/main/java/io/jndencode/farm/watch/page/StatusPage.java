package io.jndencode.farm.watch.page;

import io.jndencode.report.page.Html;
import io.jndencode.text.ByteCount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A page about a watched folder for people: plain HTML that a browser reloads every few seconds, without any script.
 */
final class StatusPage {
    private static final int REFRESH_SECONDS = 5;

    /** Limit on the rows shown: nobody reads a list of thousands of files. */
    private static final int MOST_ROWS = 200;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private static final String STYLE = """
        :root{color-scheme:light dark}
        body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;background:Canvas;color:CanvasText}
        h1{font-size:1.4rem;overflow-wrap:anywhere}h2{font-size:1.1rem;margin-top:2rem}
        .wide{overflow-x:auto;background:linear-gradient(90deg,Canvas 40%,transparent) local,linear-gradient(270deg,Canvas 40%,transparent) 100% local,
        linear-gradient(90deg,GrayText,transparent .6rem),linear-gradient(270deg,GrayText,transparent .6rem) 100%;
        background-repeat:no-repeat;background-size:2rem 100%,2rem 100%,.6rem 100%,.6rem 100%}table{border-collapse:collapse;width:100%}
        th{font-weight:600;text-align:left}th,td{padding:.3rem .8rem .3rem 0;border-bottom:1px solid GrayText;vertical-align:top}
        td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}td.f{overflow-wrap:anywhere;min-width:10rem}
        td.t{white-space:nowrap}
        progress{width:100%;height:1.2rem}.none{color:GrayText}
        """;

    private StatusPage() {}

    /** Returns the content security policy of the page: its own style sheet and nothing else. */
    static String policy() {
        return "default-src 'none'; style-src 'sha256-" + hash(STYLE)
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Returns the page for the current state. */
    static String of(Path folder, WatchBoard.View view, Instant now) {
        Html body = Html.of(
                "<h1>Watching {}</h1>\n{}\n{}\n{}\n{}\n{}",
                folder,
                running(view, now),
                section("Waiting", rows(view.waiting()), "file", "because"),
                section(
                        "Done",
                        view.ended().stream()
                                .filter(one -> one.outcome().encoded())
                                .map(StatusPage::done)
                                .toList(),
                        "file",
                        "#saved",
                        "report",
                        "#before",
                        "#after",
                        "#took",
                        "ended"),
                section(
                        "Failed",
                        view.ended().stream()
                                .filter(one -> !one.outcome().encoded())
                                .map(StatusPage::failed)
                                .toList(),
                        "file",
                        "why",
                        "ended"),
                view.left().isEmpty() ? Html.NOTHING : section("Left alone", rows(view.left()), "file", "since it"));
        return "<!DOCTYPE html>\n"
                + Html.of(
                                "<html lang=\"en\"><head><meta charset=\"utf-8\"/><meta http-equiv=\"refresh\""
                                        + " content=\"{}\"/><meta name=\"viewport\""
                                        + " content=\"width=device-width,initial-scale=1\"/><title>{} - jnd-encode"
                                        + " watch</title><style>{}</style></head>\n"
                                        + "<body>\n"
                                        + "{}\n"
                                        + "<p class=\"none\">{}; this page reads itself again every {} seconds. <a"
                                        + " href=\"/metrics\">Metrics</a></p></body></html>\n",
                                REFRESH_SECONDS,
                                view.running() == null
                                        ? "idle"
                                        : percent(view.running().part()),
                                new Html(STYLE),
                                body,
                                TIME.format(now),
                                REFRESH_SECONDS)
                        .markup();
    }

    private static Html running(WatchBoard.View view, Instant now) {
        WatchBoard.Running run = view.running();
        if (run == null) {
            return Html.of("<h2>Running</h2><p class=\"none\">nothing</p>");
        }
        String left = run.secondsLeft() < 0 ? "" : ", " + span(run.secondsLeft()) + " to go";
        return Html.of(
                "<h2>Running</h2><p>{}<br/><progress value=\"{}\" max=\"1\">{}</progress><br/>{}, for {}{}</p>",
                run.name(),
                String.format(Locale.ROOT, "%.4f", run.part()),
                percent(run.part()),
                percent(run.part()),
                span(Duration.between(run.since(), now).toSeconds()),
                left);
    }

    /** Returns a table; a heading that begins with # marks a column of numbers. */
    private static Html section(String title, List<Html> rows, String... headings) {
        if (rows.isEmpty()) {
            return Html.of("<h2>{}</h2><p class=\"none\">none</p>", title);
        }
        List<Html> head = List.of(headings).stream()
                .map(text -> text.startsWith("#")
                        ? Html.of("<th class=\"n\">{}</th>", text.substring(1))
                        : Html.of("<th>{}</th>", text))
                .toList();
        Html more = rows.size() <= MOST_ROWS
                ? Html.NOTHING
                : Html.of("<p class=\"none\">and {} more</p>", rows.size() - MOST_ROWS);
        return Html.of(
                "<h2>{} ({})</h2><div class=\"wide\" tabindex=\"0\"><table><tr>{}</tr>\n{}</table></div>{}",
                title,
                rows.size(),
                Html.join(head),
                Html.join(rows.subList(0, Math.min(MOST_ROWS, rows.size()))),
                more);
    }

    private static List<Html> rows(List<WatchBoard.Waiting> files) {
        return files.stream()
                .map(file -> Html.of("<tr><td class=\"f\">{}</td><td>{}</td></tr>", file.name(), file.why()))
                .toList();
    }

    private static Html done(WatchBoard.Ended job) {
        long before = job.outcome().sourceBytes();
        long after = job.outcome().outputBytes();
        Html report = job.report() == null ? Html.NOTHING : Html.of("<a href=\"/report/{}\">report</a>", job.number());
        return Html.of(
                "<tr><td class=\"f\">{}</td><td class=\"n\">{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>"
                        + "<td class=\"n\">{}</td><td class=\"t\">{}</td></tr>",
                job.name(),
                before > 0 ? percent(1 - (double) after / before) : "",
                report,
                ByteCount.of(before),
                ByteCount.of(after),
                span(Math.round(job.seconds())),
                TIME.format(job.at()));
    }

    private static Html failed(WatchBoard.Ended job) {
        return Html.of(
                "<tr><td class=\"f\">{}</td><td class=\"f\">{}</td><td class=\"t\">{}</td></tr>",
                job.name(),
                job.message(),
                TIME.format(job.at()));
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * part);
    }

    private static String span(long seconds) {
        return seconds < 3600
                ? "%d:%02d min".formatted(seconds / 60, seconds % 60)
                : "%d:%02d h".formatted(seconds / 3600, seconds / 60 % 60);
    }
}
