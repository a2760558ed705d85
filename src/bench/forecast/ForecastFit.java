import io.jndencode.math.Ridge;
import io.jndencode.plan.crf.CrfScene;
import io.jndencode.plan.forecast.EncoderForecast;
import io.jndencode.plan.forecast.ForecastFeature;
import io.jndencode.plan.forecast.ForecastScene;
import io.jndencode.plan.forecast.Forecaster;
import io.jndencode.plan.forecast.ForecastTally;
import io.jndencode.plan.forecast.SizeForecast;
import io.jndencode.plan.forecast.SizeModel;
import io.jndencode.shot.ShotStatistics;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Fits the parameters of the forecast to what {@code ForecastData} found, and judges them on sources outside the fit: prints the
 * parameters' file on standard output, the errors on standard error.
 *
 * <p>{@code java -cp 'target/jnd-encode/lib/*' src/bench/forecast/ForecastFit.java SHOTS.tsv SIZES.tsv PRESETS.tsv SERIES,...}; files whose
 * names contain the same one of the series are one source.
 */
public final class ForecastFit {
    private static final double PENALTY = 2;

    private static final List<ForecastFeature> PROBED = List.of(
            ForecastFeature.PROBED,
            ForecastFeature.KEY,
            ForecastFeature.PREDICTED,
            ForecastFeature.QP,
            ForecastFeature.CRF,
            ForecastFeature.FRAMES,
            ForecastFeature.TEXTURE,
            ForecastFeature.RESIDUAL,
            ForecastFeature.EXPLAINED,
            ForecastFeature.REUSE);

    private static final List<ForecastFeature> UNPROBED = List.of(
            ForecastFeature.QP,
            ForecastFeature.CRF,
            ForecastFeature.FRAMES,
            ForecastFeature.PIXELS,
            ForecastFeature.TEXTURE,
            ForecastFeature.CHANGE,
            ForecastFeature.RESIDUAL,
            ForecastFeature.EXPLAINED,
            ForecastFeature.REUSE);

    /** The preset the parameters are for; those of the others are differences from it. */
    private static final Map<String, String> USUAL = Map.of("x264", "medium", "x265", "medium", "svt-av1", "8");

    /** @param seconds of processor time that the whole file took, with its first shot; 0 with the others */
    private record Encode(
            String clip, String source, String target, ForecastScene shot, double bytes, double seconds) {
        double bits() {
            return Math.log(bytes * Byte.SIZE / shot.scene().frames() / shot.scene().pixels()) / Math.log(2);
        }

        String file() {
            return clip + " " + target;
        }
    }

    private ForecastFit() {}

    public static void main(String[] args) throws IOException {
        List<String> series = List.of(args[3].split(","));
        Map<String, Map<String, String>> shots = new LinkedHashMap<>();
        rows(Path.of(args[0])).forEach(row -> shots.put(row.get("clip") + "#" + row.get("shot"), row));
        List<Map<String, String>> sizes = rows(Path.of(args[1]));
        List<Map<String, String>> presets = rows(Path.of(args[2]));
        Map<String, EncoderForecast> encoders = new TreeMap<>();
        for (String key : List.of("x264 cqp", "x264 crf", "x265 crf", "svt-av1 crf")) {
            List<Encode> encodes = encodes(sizes, key, shots, series);
            Map<String, Object> about = new LinkedHashMap<>();
            System.err.println("\n" + key + " " + USUAL.get(key.split(" ")[0]));
            SizeModel probed = model(encodes, PROBED, "", about);
            SizeModel unprobed = model(encodes, UNPROBED, "unprobed", about);
            encoders.put(key, new EncoderForecast(probed, unprobed, presets(presets, key), about));
        }
        System.out.println(Json.pretty(new Forecaster.Parameters(Forecaster.Parameters.SCHEMA, new TreeMap<>(encoders))));
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.get(0).split("\t");
        return lines.stream()
                .skip(1)
                .map(line -> {
                    String[] cells = line.split("\t", -1);
                    Map<String, String> row = new LinkedHashMap<>();
                    for (int i = 0; i < names.length; i++) {
                        row.put(names[i], cells[i]);
                    }
                    return row;
                })
                .toList();
    }

    private static List<Encode> encodes(
            List<Map<String, String>> sizes, String key, Map<String, Map<String, String>> shots, List<String> series) {
        List<Encode> encodes = new ArrayList<>();
        for (Map<String, String> row : sizes) {
            Map<String, String> shot = shots.get(row.get("clip") + "#" + row.get("shot"));
            boolean wanted = (row.get("encoder") + " " + row.get("control")).equals(key)
                    && row.get("preset").equals(USUAL.get(row.get("encoder")));
            if (wanted && shot != null && number(shot, "frames") > 1) {
                String clip = row.get("clip");
                encodes.add(new Encode(clip, source(clip, series), row.get("target"), scene(shot, row), number(row, "bytes"), number(row, "seconds")));
            }
        }
        return encodes;
    }

    private static String source(String clip, List<String> series) {
        return series.stream()
                .filter(clip::contains)
                .findFirst()
                .orElse(clip.substring(0, clip.indexOf('@')));
    }

    private static ForecastScene scene(Map<String, String> shot, Map<String, String> encode) {
        ShotStatistics traits = new ShotStatistics(
                number(shot, "texture"),
                number(shot, "luma"),
                number(shot, "change"),
                number(shot, "residual"),
                number(shot, "explained"),
                number(shot, "reuse"));
        long pixels = Math.round(number(shot, "width") * number(shot, "height"));
        CrfScene scene = new CrfScene(traits, Math.round(number(shot, "frames")), pixels, number(shot, "fps"));
        String crf = encode.get("crf");
        return new ForecastScene(
                scene,
                new ForecastScene.Probes(number(shot, "keyBits"), number(shot, "bits")),
                1,
                Integer.parseInt(encode.get("qp")),
                crf.isEmpty() ? null : Double.valueOf(crf));
    }

    private static double number(Map<String, String> row, String name) {
        return Double.parseDouble(row.get(name));
    }

    private static SizeModel model(
            List<Encode> encodes, List<ForecastFeature> wanted, String name, Map<String, Object> about) {
        boolean crfs = encodes.get(0).shot().crf() != null;
        List<ForecastFeature> features = wanted.stream()
                .filter(feature -> feature != ForecastFeature.CRF || crfs)
                .toList();
        Map<String, SizeModel> held = new LinkedHashMap<>();
        encodes.stream().map(Encode::source).distinct().forEach(source -> held.put(
                source,
                fit(encodes.stream().filter(e -> !e.source().equals(source)).toList(), features, 1)));
        double[] errors = encodes.stream()
                .mapToDouble(e -> e.bits() - held.get(e.source()).of(e.shot()))
                .toArray();
        double[] sizes = Arrays.stream(errors).map(Math::abs).sorted().toArray();
        double deviation = sizes[(int) (0.8 * sizes.length)] / 1.2816; // so that the range holds as many shots as it says
        SizeModel model = fit(encodes, features, deviation);
        judge(encodes, held, deviation, errors, name, about);
        return model;
    }

    private static SizeModel fit(List<Encode> encodes, List<ForecastFeature> features, double deviation) {
        Map<String, Long> counts = encodes.stream().collect(Collectors.groupingBy(Encode::source, Collectors.counting()));
        List<Ridge.Row> rows = encodes.stream()
                .map(e -> new Ridge.Row(
                        features.stream().mapToDouble(feature -> feature.of(e.shot())).toArray(),
                        e.bits(),
                        1 / Math.sqrt(counts.get(e.source()))))
                .toList();
        Ridge ridge = Ridge.fit(rows, PENALTY);
        List<SizeModel.Term> terms = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            terms.add(new SizeModel.Term(features.get(i), round(ridge.means()[i]), round(ridge.weights()[i])));
        }
        return new SizeModel(round(ridge.intercept()), terms, round(deviation));
    }

    private static void judge(
            List<Encode> encodes,
            Map<String, SizeModel> held,
            double deviation,
            double[] errors,
            String name,
            Map<String, Object> about) {
        Map<String, List<Encode>> files = encodes.stream()
                .collect(Collectors.groupingBy(Encode::file, LinkedHashMap::new, Collectors.toList()));
        List<Double> off = new ArrayList<>();
        List<Double> offOfSeveral = new ArrayList<>();
        List<Double> middle = new ArrayList<>();
        int within = 0;
        int withinOfSeveral = 0;
        for (List<Encode> file : files.values()) {
            SizeModel model = held.get(file.get(0).source());
            SizeForecast total = total(file, model, deviation, 0);
            double actual = file.stream().mapToDouble(Encode::bytes).sum();
            double error = total.bytes() / actual - 1;
            boolean inside = actual >= total.low() && actual <= total.high();
            off.add(Math.abs(error));
            within += inside ? 1 : 0;
            if (file.size() > 2) {
                offOfSeveral.add(Math.abs(error));
                withinOfSeveral += inside ? 1 : 0;
                middle.add(Math.abs(total(file, model, deviation, file.size() / 2).bytes() / actual - 1));
                System.err.printf(Locale.ROOT, "  %+5.0f %%  %s, %d shots%n", 100 * error, file.get(0).file(), file.size());
            }
        }
        long shots = encodes.stream().filter(e -> {
                    SizeForecast one = total(List.of(e), held.get(e.source()), deviation, 0);
                    return e.bytes() >= one.low() && e.bytes() <= one.high();
                })
                .count();
        put(about, name, "sources", held.size());
        put(about, name, "files", files.size());
        put(about, name, "shots", encodes.size());
        put(about, name, "medianErrorPercent", round(100 * median(off)));
        put(about, name, "within10Percent", share(off, 0.1));
        put(about, name, "within25Percent", share(off, 0.25));
        put(about, name, "insideRangePercent", Math.round(100.0 * within / files.size()));
        put(about, name, "shotsInsideRangePercent", Math.round(100.0 * shots / encodes.size()));
        put(about, name, "filesOfSeveralShots", offOfSeveral.size());
        put(about, name, "medianErrorOfSeveralPercent", round(100 * median(offOfSeveral)));
        put(about, name, "ofSeveralInsideRangePercent", Math.round(100.0 * withinOfSeveral / offOfSeveral.size()));
        put(about, name, "medianErrorOfSeveralHalfDonePercent", round(100 * median(middle)));
        put(about, name, "ofSeveralWithin25Percent", share(offOfSeveral, 0.25));
        if (name.isEmpty()) {
            files.values().forEach(file -> sample(file, held));
        }
        put(about, name, "sharedVariance", round(shared(files.values(), held)));
        about.forEach((key, value) -> {
            if (key.startsWith(name) || name.isEmpty()) {
                System.err.println("  " + key + " " + value);
            }
        });
    }

    /** What encoding 20 seconds from the middle would have said, and cost, if each shot's bits were spread evenly over its frames. */
    private static void sample(List<Encode> file, Map<String, SizeModel> held) {
        double rate = file.get(0).shot().scene().frameRate();
        double all = file.stream().mapToDouble(e -> e.shot().scene().frames()).sum();
        double length = 20 * rate;
        if (all < 24 * rate) {
            return;
        }
        double from = (all - length) / 2;
        double at = 0;
        double bytes = 0;
        for (Encode shot : file) {
            double frames = shot.shot().scene().frames();
            double inside = Math.max(0, Math.min(at + frames, from + length) - Math.max(at, from));
            bytes += shot.bytes() * inside / frames;
            at += frames;
        }
        double actual = file.stream().mapToDouble(Encode::bytes).sum();
        double ours = total(file, held.get(file.get(0).source()), 0.4, 0).bytes();
        System.err.printf(
                Locale.ROOT,
                "  20 s of %s: %+.0f %%, %.0f s of processor time; forecast %+.0f %%%n",
                file.get(0).file(),
                100 * (bytes / length * all / actual - 1),
                file.get(0).seconds() * length / all,
                100 * (ours / actual - 1));
    }

    private static void put(Map<String, Object> about, String name, String key, Object value) {
        about.put(name.isEmpty() ? key : name + Character.toUpperCase(key.charAt(0)) + key.substring(1), value);
    }

    /** The forecast of a file as a job makes it, after its first {@code done} shots are encoded. */
    private static SizeForecast total(List<Encode> file, SizeModel model, double deviation, int done) {
        ForecastTally tally = new ForecastTally();
        List<SizeForecast> forecasts = file.stream()
                .map(e -> {
                    SizeModel own = new SizeModel(model.intercept(), model.terms(), deviation);
                    return new EncoderForecast(own, own, Map.of("", 0.0), Map.of()).of(e.shot(), "", true);
                })
                .toList();
        for (int i = 0; i < file.size(); i++) {
            tally.planned(file.get(i).shot().scene().frames(), forecasts.get(i));
        }
        for (int i = 0; i < done; i++) {
            tally.encoded(forecasts.get(i), Math.round(file.get(i).bytes()));
        }
        return tally.total().orElseThrow();
    }

    /** The part of the errors' variance that shots of one file share: their mean product over their mean square. */
    private static double shared(Iterable<List<Encode>> files, Map<String, SizeModel> held) {
        double products = 0;
        double squares = 0;
        for (List<Encode> file : files) {
            double[] errors = file.stream()
                    .mapToDouble(e -> e.bits() - held.get(e.source()).of(e.shot()))
                    .toArray();
            int n = errors.length;
            if (n > 2) {
                double sum = Arrays.stream(errors).sum();
                double square = Arrays.stream(errors).map(e -> e * e).sum();
                products += (sum * sum - square) / (n - 1) / n;
                squares += square / n;
            }
        }
        return products / squares;
    }

    /** What other presets add, on the same shots at the same rates or at those that the mapping gives them. */
    private static Map<String, Double> presets(List<Map<String, String>> sizes, String key) {
        String usual = USUAL.get(key.split(" ")[0]);
        Map<String, Double> base = new LinkedHashMap<>();
        Map<String, List<Double>> others = new LinkedHashMap<>();
        List<Map<String, String>> ours = sizes.stream()
                .filter(row -> (row.get("encoder") + " " + row.get("control")).equals(key))
                .toList();
        ours.stream().filter(row -> row.get("preset").equals(usual)).forEach(row -> base.put(place(row), number(row, "bytes")));
        for (Map<String, String> row : ours) {
            Double known = base.get(place(row));
            if (known != null) {
                others.computeIfAbsent(row.get("preset"), name -> new ArrayList<>())
                        .add(Math.log(number(row, "bytes") / known) / Math.log(2));
            }
        }
        Map<String, Double> presets = new LinkedHashMap<>();
        others.forEach((name, values) -> presets.put(name, round(median(values))));
        return presets;
    }

    private static String place(Map<String, String> row) {
        return String.join("#", row.get("clip"), row.get("shot"), row.get("target"));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static long share(List<Double> values, double most) {
        return Math.round(100.0 * values.stream().filter(value -> value <= most).count() / values.size());
    }

    private static double round(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
