import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jndencode.Installation;
import io.jndencode.encode.Resources;
import io.jndencode.encode.VerifyOptions;
import io.jndencode.jnd.ModelStore;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.job.ApplyJob;
import io.jndencode.job.ApplyRequest;
import io.jndencode.job.EncodeJob;
import io.jndencode.job.JobRequest;
import io.jndencode.media.TimeRange;
import io.jndencode.plan.Preset;
import io.jndencode.plan.PresetStore;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFile;
import io.jndencode.plan.sidecar.SidecarShot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What rate control CRF saves beside constant QP, at the same plan: videos encoded both ways and measured.
 *
 * <p>{@code java -cp 'target/jnd-encode/lib/*' src/bench/crf/CrfGain.java SECONDS X264PRESET VIDEO...}, of every video the first so many
 * seconds. Prints a table for the documentation. Where the two do not measure the same, bits are corrected to equal XPSNR, and to equal
 * SSIM, along the slopes of the median clip of curves.tsv.
 */
public final class CrfGain {
    /** Doublings of the bits for a dB of XPSNR, and for a halving of 1 - SSIM. */
    private static final double BITS_PER_DB = 0.1808 / 0.6524;

    private static final double BITS_PER_HALVING = 0.1808 / 0.1854;

    private static final Resources ONE = new Resources(1, null, false);
    private static final VerifyOptions MEASURED = new VerifyOptions(true, 0);

    /** One shot both ways. */
    private record Pair(SidecarShot.Result cqp, SidecarShot.Result crf) {
        double xpsnr() {
            return Objects.requireNonNull(crf.xpsnr()) - Objects.requireNonNull(cqp.xpsnr());
        }

        double worst() {
            return Objects.requireNonNull(crf.worstFrame()).xpsnr() - Objects.requireNonNull(cqp.worstFrame()).xpsnr();
        }

        double ssim() {
            return Objects.requireNonNull(crf.ssim()) - Objects.requireNonNull(cqp.ssim());
        }

        /** Halvings of what is lost, more with the CRF. */
        double halvings() {
            double before = Math.max(1e-5, 1 - Objects.requireNonNull(cqp.ssim()));
            return Math.log(before / Math.max(1e-5, 1 - Objects.requireNonNull(crf.ssim()))) / Math.log(2);
        }
    }

    public static void main(String[] args) throws IOException {
        Preset preset = new PresetStore(Installation.current())
                .load("default")
                .with(Map.of("rateControl", "crf", "x264Preset", args[1]));
        Path folder = Files.createTempDirectory("crf-gain");
        List<Pair> all = new ArrayList<>();
        System.out.println("| video | shots | CQP kB | CRF kB | fewer bits | XPSNR | worst frame | SSIM | fewer at equal XPSNR | at equal SSIM |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        try (JndModel model = JndModel.load(new ModelStore(Installation.current()).find(ModelStore.DEFAULT_MODEL))) {
            for (int i = 2; i < args.length; i++) {
                Path video = Path.of(args[i]);
                List<Pair> pairs = pairs(video, Double.parseDouble(args[0]), preset, model, folder);
                all.addAll(pairs);
                print(String.valueOf(video.getFileName()), pairs);
            }
        }
        print("**all**", all);
        double off = all.stream().mapToDouble(pair -> Math.abs(pair.xpsnr())).average().orElse(0);
        System.out.printf(Locale.ROOT, "%nXPSNR of a shot differs by %.2f dB on average.%n", off);
    }

    private static List<Pair> pairs(Path video, double seconds, Preset preset, JndModel model, Path folder)
            throws IOException {
        JobRequest request = new JobRequest(
                video, new TimeRange(0, seconds), null, preset, folder.resolve("crf.mkv"), null, true, ONE, MEASURED);
        Sidecar crf = new EncodeJob(request, model, event -> {}).run().sidecar();
        ObjectMapper mapper = new ObjectMapper();
        JsonNode plan = mapper.readTree(SidecarFile.text(crf));
        ((ObjectNode) plan.path("encoder")).put("rateControl", "cqp");
        plan.path("shots").forEach(shot -> ((ObjectNode) shot).remove("crf"));
        Sidecar cqp = new ApplyJob(
                        new ApplyRequest(
                                SidecarFile.parse(plan.toString(), "plan"),
                                video,
                                folder.resolve("cqp.mkv"),
                                true,
                                ONE,
                                MEASURED),
                        event -> {})
                .run()
                .sidecar();
        List<Pair> pairs = new ArrayList<>();
        for (int n = 0; n < crf.shots().size(); n++) {
            pairs.add(new Pair(
                    Objects.requireNonNull(cqp.shots().get(n).result()),
                    Objects.requireNonNull(crf.shots().get(n).result())));
        }
        return pairs;
    }

    private static void print(String name, List<Pair> pairs) {
        double before = pairs.stream().mapToLong(pair -> pair.cqp().bytes()).sum();
        double after = pairs.stream().mapToLong(pair -> pair.crf().bytes()).sum();
        double byXpsnr = pairs.stream()
                .mapToDouble(pair -> pair.crf().bytes() * Math.pow(2, -BITS_PER_DB * pair.xpsnr()))
                .sum();
        double bySsim = pairs.stream()
                .mapToDouble(pair -> pair.crf().bytes() * Math.pow(2, -BITS_PER_HALVING * pair.halvings()))
                .sum();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.1f %% | %+.2f dB | %+.2f dB | %+.4f | %.1f %% | %.1f %% |%n",
                name,
                pairs.size(),
                before / 1000,
                after / 1000,
                100 * (1 - after / before),
                pairs.stream().mapToDouble(Pair::xpsnr).average().orElse(0),
                pairs.stream().mapToDouble(Pair::worst).average().orElse(0),
                pairs.stream().mapToDouble(Pair::ssim).average().orElse(0),
                100 * (1 - byXpsnr / before),
                100 * (1 - bySsim / before));
    }
}
