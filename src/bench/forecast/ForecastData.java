import com.sun.management.OperatingSystemMXBean;
import io.jndencode.Installation;
import io.jndencode.analysis.AnalysedShot;
import io.jndencode.analysis.ShotAnalyzer;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.job.AnalysedSource;
import io.jndencode.job.ApplyJob;
import io.jndencode.job.ApplyRequest;
import io.jndencode.job.EncodeJob;
import io.jndencode.job.JobRequest;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.TimeRange;
import io.jndencode.media.VideoStream;
import io.jndencode.media.read.CodedBytes;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.Preset;
import io.jndencode.plan.PresetStore;
import io.jndencode.plan.forecast.ForecastScene;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.shot.ShotStatistics;
import io.jndencode.shot.detect.ShotOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Encodes clips with several encoders as jobs do, and writes what the program knows of every shot before its encode ({@code shots.tsv}), and
 * how large its encodes are ({@code sizes.tsv}). Clips and settings that are in the files already are left out, so it can be ended and
 * started again at any time.
 *
 * <p>{@code java -cp 'target/jnd-encode/lib/*' src/bench/forecast/ForecastData.java WORK SETTING... -- CLIP.mkv...}; a setting is
 * {@code ENCODER:PRESET:cqp|crf:TARGET}, and {@code /N} behind it takes every Nth clip only.
 */
public final class ForecastData {
    private static final String SHOTS = "clip\tshot\tframes\twidth\theight\tfps\tjnd1\ttexture\tluma\tchange\tresidual\texplained\treuse"
            + "\tkeyBits\tbits\n";
    private static final String SIZES = "clip\tencoder\tpreset\tcontrol\ttarget\tshot\tqp\tcrf\tbytes\tseconds\n";

    private final Path work;
    private final JndModel model;
    private final Preset usual;

    private ForecastData(Path work, JndModel model, Preset usual) {
        this.work = work;
        this.model = model;
        this.usual = usual;
    }

    private record Setting(String encoder, String preset, String control, String target, int every) {
        static Setting of(String text) {
            String[] parts = text.split("[:/]");
            return new Setting(
                    parts[0], parts[1], parts[2], parts[3], parts.length > 4 ? Integer.parseInt(parts[4]) : 1);
        }

        String key() {
            return String.join("\t", encoder, preset, control, target);
        }

        Preset of(Preset usual) {
            return usual.with(new TreeMap<>(Map.of(
                    "encoder", encoder,
                    "encoderPreset", preset,
                    "rateControl", control,
                    "target", target,
                    "pixelFormat", encoder.equals("x264") ? "source" : "10bit")));
        }
    }

    public static void main(String[] args) throws IOException {
        Installation home = Installation.current();
        Path work = Files.createDirectories(Path.of(args[0]));
        List<Setting> settings = new ArrayList<>();
        int at = 1;
        for (; !args[at].equals("--"); at++) {
            settings.add(Setting.of(args[at]));
        }
        try (JndModel model = JndModel.load(Path.of("onnx-models/lite.onnx"), 1)) {
            ForecastData data = new ForecastData(work, model, new PresetStore(home).load("default"));
            begin(data.shots(), SHOTS);
            begin(data.sizes(), SIZES);
            for (int i = at + 1; i < args.length; i++) {
                data.clip(Path.of(args[i]), settings, i - at - 1);
            }
        }
    }

    private Path shots() {
        return work.resolve("shots.tsv");
    }

    private Path sizes() {
        return work.resolve("sizes.tsv");
    }

    private static void begin(Path file, String head) throws IOException {
        if (Files.notExists(file)) {
            Files.writeString(file, head);
        }
    }

    private void clip(Path clip, List<Setting> settings, int number) throws IOException {
        String name = String.valueOf(clip.getFileName());
        Set<String> done = new HashSet<>();
        for (String line : Files.readAllLines(sizes())) {
            String[] cells = line.split("\t");
            if (cells[0].equals(name)) {
                done.add(String.join("\t", cells[1], cells[2], cells[3], cells[4]));
            }
        }
        List<Setting> left = settings.stream()
                .filter(setting -> number % setting.every() == 0 && !done.contains(setting.key()))
                .toList();
        if (left.isEmpty()) {
            return;
        }
        boolean known = Files.readAllLines(shots()).stream().anyMatch(line -> line.startsWith(name + "\t"));
        AnalysedSource analysed = analysed(clip, name, known);
        for (Setting setting : left) {
            encode(clip, name, setting, analysed);
        }
    }

    private AnalysedSource analysed(Path clip, String name, boolean known) throws IOException {
        List<AnalysedShot> shots = new ArrayList<>();
        ShotOptions options = new ShotOptions(usual.minShotSeconds(), usual.maxShotFrames());
        try (VideoReader reader = VideoReader.open(clip, ReaderOptions.threads(1))) {
            new ShotAnalyzer(model, options, usual.samplesPerShot())
                    .analyse(reader, TimeRange.WHOLE, shots::add, frames -> {});
            if (!known) {
                StringBuilder rows = new StringBuilder();
                MediaInfo info = reader.info();
                shots.forEach(shot -> rows.append(row(name, info.video(), shot)));
                Files.writeString(shots(), rows, StandardOpenOption.APPEND);
            }
            return new AnalysedSource(shots, reader.index() + 1, shots.get(0).startPts(), CodedBytes.all(reader));
        }
    }

    private static String row(String name, VideoStream video, AnalysedShot shot) {
        ShotStatistics traits = shot.traits();
        ForecastScene.Probes probes = Objects.requireNonNull(ForecastScene.Probes.of(shot.probes()));
        return String.format(
                Locale.ROOT,
                "%s\t%d\t%d\t%d\t%d\t%.4f\t%.3f\t%.5f\t%.3f\t%.5f\t%.5f\t%.5f\t%.5f\t%.6f\t%.6f%n",
                name,
                shot.shot().index(),
                shot.shot().frames().length(),
                video.geometry().width(),
                video.geometry().height(),
                video.timing().frameRate().framesPerSecond(),
                shot.jnd().jnd1(),
                traits.texture(),
                traits.luma(),
                traits.change(),
                traits.residual(),
                traits.explained(),
                traits.reuse(),
                probes.keyBits(),
                probes.bits());
    }

    private void encode(Path clip, String name, Setting setting, AnalysedSource analysed) throws IOException {
        Path output = work.resolve("forecast-data.mkv");
        JobRequest request = new JobRequest(clip, setting.of(usual), null, true, Resources.ofThisMachine());
        Sidecar sidecar = new EncodeJob(request, model, event -> {}).plan(analysed).sidecar();
        Map<Integer, Progress.Encoded> results = new TreeMap<>();
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long begun = system.getProcessCpuTime();
        Resources one = new Resources(1, null, false, false);
        new ApplyJob(new ApplyRequest(sidecar, clip, output, true, one), event -> {
                    if (event instanceof Progress.Encoded encoded) {
                        results.put(encoded.shot().shot().index(), encoded);
                    }
                })
                .run();
        double seconds = (system.getProcessCpuTime() - begun) / 1e9;
        StringBuilder rows = new StringBuilder();
        results.forEach((index, encoded) -> {
            PlannedShot shot = encoded.shot();
            rows.append(String.format(
                    Locale.ROOT,
                    "%s\t%s\t%d\t%d\t%s\t%d\t%.2f%n",
                    name,
                    setting.key(),
                    index,
                    shot.qp(),
                    shot.crf() == null ? "" : String.valueOf(shot.crf()),
                    encoded.bytes(),
                    index == 0 ? seconds : 0));
        });
        Files.writeString(sizes(), rows, StandardOpenOption.APPEND);
        Files.deleteIfExists(output);
    }
}
