package io.jndencode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarShot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens a report in a real browser, where there is one: `chromium` on the PATH, or named by the variable CHROMIUM. */
class ReportPageIT {
    /** Clicks as a person would, and writes down what is there afterwards. */
    private static final String PROBE = """
            <script>
            addEventListener("load", () => {
              const rows = () => [...document.querySelectorAll("#shots tbody tr")].filter(row => !row.hidden);
              const column = index => rows().map(row => row.cells[index].textContent).join(" ");
              const titles = [...document.querySelectorAll("#shots thead th")].map(head => head.textContent);
              const qp = titles.indexOf("QP");
              const said = ["plain=" + column(qp)];
              const button = document.querySelectorAll("#shots thead th")[qp].querySelector("button");
              button.click();
              said.push("up=" + column(qp));
              button.click();
              said.push("down=" + column(qp));
              const choice = document.querySelector("#tools select");
              choice.value = "limited";
              choice.dispatchEvent(new Event("change"));
              said.push("limited=" + column(0));
              choice.value = "all shots";
              const words = document.querySelector("#tools input");
              words.value = "0:04.00";
              words.dispatchEvent(new Event("input"));
              said.push("found=" + column(0));
              document.body.dataset.probe = said.join(";");
            });
            </script>
            </body>""";

    @TempDir
    Path folder;

    private record Browsed(String dom, String console) {}

    private static Path browser() {
        String named = System.getenv("CHROMIUM");
        return named != null
                ? Path.of(named)
                : Stream.of(System.getenv("PATH").split(":"))
                        .map(place -> Path.of(place, "chromium"))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(Path.of("no chromium here"));
    }

    private Browsed open(String html) throws IOException, InterruptedException {
        assumeThat(browser()).as("a Chromium to open the page with").exists();
        Path page = Files.writeString(folder.resolve("page.html"), html);
        Path out = folder.resolve("dom");
        Path err = folder.resolve("console");
        List<String> command = new ArrayList<>(List.of(browser().toString()));
        command.addAll(List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"));
        command.addAll(List.of("--disable-background-networking", "--disable-component-update", "--disable-sync"));
        command.addAll(List.of("--enable-logging=stderr", "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of("--dump-dom", page.toUri().toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS))
                    .as("the browser ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Browsed(Files.readString(out), Files.readString(err));
    }

    /** What the page's policy must know the probe by to let it run. */
    private static String hash(String element) throws NoSuchAlgorithmException {
        String script = element.substring(element.indexOf('>') + 1, element.indexOf("</script>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    private static String qps(Sidecar sidecar, Comparator<SidecarShot> order) {
        return sidecar.shots().stream()
                .sorted(order)
                .map(shot -> Integer.toString(shot.qp()))
                .collect(Collectors.joining(" "));
    }

    @Test
    void itSortsFiltersAndComplainsOfNothing() throws IOException, InterruptedException, NoSuchAlgorithmException {
        Sidecar sidecar = Jobs.encoded("</script><script>console.error('x')</script>.mp4", 7);
        Browsed page = open(Jobs.page(sidecar, Jobs.measured(sidecar))
                .replace("</body>", PROBE)
                .replace("script-src ", "script-src " + hash(PROBE) + " "));
        assertThat(page.console()).doesNotContain("CONSOLE");
        Matcher probe = Pattern.compile("data-probe=\"([^\"]*)\"").matcher(page.dom());
        assertThat(probe.find()).as("the page's script ran").isTrue();
        assertThat(probe.group(1).split(";"))
                .containsExactly(
                        "plain=" + qps(sidecar, Comparator.comparing(SidecarShot::index)),
                        "up=" + qps(sidecar, Comparator.comparing(SidecarShot::qp)),
                        "down="
                                + qps(
                                        sidecar,
                                        Comparator.comparing(SidecarShot::qp).reversed()),
                        "limited=1 6",
                        "found=2");
    }
}
