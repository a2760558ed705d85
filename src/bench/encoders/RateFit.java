import io.jndencode.dataset.GroupSplitter;
import io.jndencode.math.Ridge;
import io.jndencode.plan.crf.CrfFeature;
import io.jndencode.plan.crf.CrfMapping;
import io.jndencode.plan.crf.CrfScene;
import io.jndencode.plan.crf.EncoderMapping;
import io.jndencode.plan.crf.RateMapping;
import io.jndencode.shot.ShotStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Fits the mapping from QP to an encoder's CRF to what {@code CrfTraits} and {@code curves.py} write, and says how far it is off on
 * sources left out. Settings, their reason, the reserve and limits are kept from the mapping of this version.
 *
 * <p>{@code java -cp 'target/jnd-encode/lib/*' src/bench/encoders/RateFit.java TRAITS.tsv CURVES.tsv ENCODER PRESET FEATURE,FEATURE
 * MARK,MARK PER_DOUBLING [rows] > ENCODER-mapping.json}: sources with the same mark in their names are left out together; PER_DOUBLING is
 * how much finer the CRF must be for twice the frame rate, which the fit takes as given; with {@code rows}, what each clip needs and is
 * foreseen instead of the mapping.
 */
public final class RateFit {
    private static final double PENALTY = 0.3;

    private static final int USUAL_QP = 28;

    /** Qualities on scales on which they fall nearly straight with the CRF. */
    private static final List<ToDoubleFunction<Point>> QUALITIES = List.of(Point::xpsnr, Point::ssim);

    private record Point(double value, double bits, double xpsnr, double ssim, double vmaf) {}

    /** A clip encoded by x264 at constant QPs, and by an encoder and preset at CRFs. */
    private record Clip(String name, CrfScene scene, List<Point> qps, Map<String, List<Point>> crfs) {
        String source() {
            return name.substring(0, name.indexOf('@'));
        }

        List<Point> crfs(String preset) {
            return crfs.getOrDefault(preset, List.of());
        }
    }

    /** At one QP of a clip: the CRF of equal quality at 25 frames a second, the bits saved there, dB a CRF. */
    private record Case(Clip clip, int qp, double crf, double saved, double slope, double weight) {}

    private final String encoder;
    private final String preset;
    private final List<CrfFeature> features;
    private final GroupSplitter groups;
    private final double perDoubling;

    private RateFit(String[] args) {
        encoder = args[2];
        preset = args[3];
        features = args[4].equals("none")
                ? List.of()
                : Arrays.stream(args[4].split(",")).map(name -> CrfFeature.valueOf(name.toUpperCase(Locale.ROOT))).toList();
        groups = new GroupSplitter(List.of(args[5].split(",")), List.of(), 0, 0, 0);
        perDoubling = Double.parseDouble(args[6]);
    }

    public static void main(String[] args) throws IOException {
        RateFit fit = new RateFit(args);
        List<Clip> clips = read(Path.of(args[0]), Path.of(args[1]), fit.encoder);
        if (args.length > 7) {
            fit.printRows(fit.cases(clips, fit.preset));
        } else {
            System.out.print(fit.mapping(clips).text());
        }
    }

    private static List<Clip> read(Path traits, Path curves, String encoder) throws IOException {
        Map<String, Clip> clips = new LinkedHashMap<>();
        for (String[] c : rows(traits)) {
            double[] n = numbers(c, 1);
            ShotStatistics seen = new ShotStatistics(n[4], n[5], n[6], n[7], n[8], n[9]);
            CrfScene scene = new CrfScene(seen, (long) n[0], (long) (n[1] * n[2]), n[3]);
            clips.put(c[0], new Clip(c[0], scene, new ArrayList<>(), new TreeMap<>()));
        }
        for (String[] c : rows(curves)) {
            double[] n = numbers(c, 3);
            Point point = new Point(n[0], log2(n[1]), n[2], -log2(1 - n[3]), n[4]);
            if (c[1].equals("x264")) {
                clips.get(c[0]).qps().add(point);
            } else if (c[1].equals(encoder)) {
                clips.get(c[0]).crfs().computeIfAbsent(c[2], any -> new ArrayList<>()).add(point);
            }
        }
        clips.values().forEach(clip -> clip.crfs().values().forEach(list -> list.sort(Comparator.comparingDouble(Point::value))));
        return List.copyOf(clips.values());
    }

    private static List<String[]> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream().skip(1).map(row -> row.split("\t")).toList();
    }

    private static double[] numbers(String[] cells, int from) {
        return Arrays.stream(cells, from, cells.length).mapToDouble(Double::parseDouble).toArray();
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    private List<Case> cases(List<Clip> clips, String of) {
        List<Case> cases = new ArrayList<>();
        for (Clip clip : clips) {
            List<Point> curve = clip.crfs(of);
            for (Point at : clip.qps()) {
                double crf = curve.size() < 2
                        ? Double.NaN
                        : QUALITIES.stream().mapToDouble(quality -> equal(curve, at, quality)).min().orElseThrow();
                if (!Double.isNaN(crf)) {
                    double saved = 100 * (1 - Math.pow(2, value(curve, crf, Point::bits) - at.bits()));
                    double slope = value(curve, crf + 0.5, Point::xpsnr) - value(curve, crf - 0.5, Point::xpsnr);
                    double there = crf + perDoubling * log2(Math.max(1, Math.min(100, clip.scene().frameRate())) / 25);
                    cases.add(new Case(clip, (int) at.value(), there, saved, slope, 1));
                }
            }
        }
        return weighted(cases);
    }

    /** Every source weighs the same. */
    private static List<Case> weighted(List<Case> cases) {
        Map<String, Integer> count = new LinkedHashMap<>();
        cases.forEach(c -> count.merge(c.clip().source(), 1, Integer::sum));
        return cases.stream()
                .map(c -> new Case(c.clip(), c.qp(), c.crf(), c.saved(), c.slope(), 1.0 / count.get(c.clip().source())))
                .toList();
    }

    /** The CRF of a quality: on the line through the two points around it, or the nearest two; none where no point is near. */
    private static double equal(List<Point> curve, Point at, ToDoubleFunction<Point> quality) {
        double wanted = quality.applyAsDouble(at);
        double nearest = curve.stream().mapToDouble(point -> Math.abs(point.xpsnr() - at.xpsnr())).min().orElseThrow();
        int i = 0;
        while (i < curve.size() - 2 && quality.applyAsDouble(curve.get(i + 1)) > wanted) {
            i++;
        }
        Point finer = curve.get(i);
        Point coarser = curve.get(i + 1);
        double slope = (quality.applyAsDouble(coarser) - quality.applyAsDouble(finer)) / (coarser.value() - finer.value());
        return nearest > 1 || slope >= 0 ? Double.NaN : finer.value() + (wanted - quality.applyAsDouble(finer)) / slope;
    }

    /** A figure at a CRF, by the same lines. */
    private static double value(List<Point> curve, double crf, ToDoubleFunction<Point> figure) {
        int i = 0;
        while (i < curve.size() - 2 && curve.get(i + 1).value() < crf) {
            i++;
        }
        Point finer = curve.get(i);
        Point coarser = curve.get(i + 1);
        double share = (crf - finer.value()) / (coarser.value() - finer.value());
        return figure.applyAsDouble(finer) + share * (figure.applyAsDouble(coarser) - figure.applyAsDouble(finer));
    }

    /** How much coarser the CRF is at other QPs than at the usual one, as means over the clips that have both. */
    private Map<Integer, Double> bends(List<Case> cases) {
        Map<String, Case> usual = new LinkedHashMap<>();
        cases.stream().filter(c -> c.qp() == USUAL_QP).forEach(c -> usual.put(c.clip().name(), c));
        Map<Integer, Double> bends = new TreeMap<>();
        for (int qp : cases.stream().mapToInt(Case::qp).distinct().toArray()) {
            List<Case> both = cases.stream().filter(c -> c.qp() == qp && usual.containsKey(c.clip().name())).toList();
            if (!both.isEmpty()) {
                bends.put(qp, mean(both, c -> c.crf() - usual.get(c.clip().name()).crf()));
            }
        }
        return bends;
    }

    private Ridge fit(List<Case> cases, List<CrfFeature> with) {
        Map<Integer, Double> bends = bends(cases);
        return Ridge.fit(
                cases.stream()
                        .map(c -> new Ridge.Row(values(c, with), c.crf() - bends.getOrDefault(c.qp(), 0.0), c.weight()))
                        .toList(),
                PENALTY);
    }

    private static double[] values(Case c, List<CrfFeature> features) {
        return features.stream().mapToDouble(feature -> feature.of(c.qp(), c.clip().scene())).toArray();
    }

    /** What a case's CRF is taken for by the other groups of all. */
    private double foreseen(Case c, List<Case> all, List<CrfFeature> with) {
        String group = groups.group(c.clip().source());
        List<Case> others = all.stream().filter(o -> !groups.group(o.clip().source()).equals(group)).toList();
        Ridge ridge = fit(others, with);
        double[] x = values(c, with);
        double shift = 0;
        for (int i = 0; i < x.length; i++) {
            shift += ridge.weights()[i] * (x[i] - ridge.means()[i]);
        }
        return ridge.intercept() + bends(others).getOrDefault(c.qp(), 0.0) + shift;
    }

    private double leftOut(List<Case> all, List<CrfFeature> with, boolean decibels) {
        return mean(all, c -> Math.abs((foreseen(c, all, with) - c.crf()) * (decibels ? c.slope() : 1)));
    }

    private EncoderMapping mapping(List<Clip> clips) {
        EncoderMapping before = (EncoderMapping) RateMapping.of(encoder);
        List<Case> cases = cases(clips, preset);
        Ridge ridge = fit(cases, features);
        List<CrfMapping.Term> terms = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            terms.add(new CrfMapping.Term(features.get(i), rounded(ridge.means()[i]), rounded(ridge.weights()[i])));
        }
        Map<Integer, Double> bends = bends(cases);
        List<EncoderMapping.Knot> curve = bends.entrySet().stream()
                .map(e -> new EncoderMapping.Knot(e.getKey(), rounded(ridge.intercept() + e.getValue())))
                .toList();
        double[] shifts = cases.stream()
                .mapToDouble(c -> c.crf() - ridge.intercept() - bends.getOrDefault(c.qp(), 0.0))
                .toArray();
        return new EncoderMapping(
                EncoderMapping.SCHEMA,
                about(clips, cases),
                encoder,
                before.params(),
                before.reason(),
                curve,
                terms,
                rounded(Arrays.stream(shifts).min().orElseThrow()),
                rounded(Arrays.stream(shifts).max().orElseThrow()),
                presets(clips, before.presets()),
                before.reserve(),
                perDoubling,
                before.lowest(),
                before.highest());
    }

    private Map<String, Object> about(List<Clip> clips, List<Case> cases) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("meaning", "CRF = curve at the QP + sum of weight * (feature - mean) + preset - reserve - frame rate's part; see docs/encoders.md");
        about.put("preset", preset);
        about.put("clips", cases.stream().map(Case::clip).distinct().count());
        about.put("sources", cases.stream().map(c -> c.clip().source()).distinct().count());
        about.put("encodes", clips.stream().mapToInt(clip -> clip.crfs(preset).size()).sum());
        about.put("heldOutErrorCrf", rounded(leftOut(cases, features, false)));
        about.put("heldOutErrorCrfOfConstant", rounded(leftOut(cases, List.of(), false)));
        about.put("heldOutErrorDb", rounded(leftOut(cases, features, true)));
        about.put("heldOutErrorDbOfConstant", rounded(leftOut(cases, List.of(), true)));
        about.put("savedAtEqualQualityPercent", rounded(mean(cases, Case::saved)));
        return about;
    }

    /** The presets measured beside the fit's own, at the same clips and QPs; others as they were. */
    private Map<String, Double> presets(List<Clip> clips, Map<String, Double> before) {
        Map<String, Double> presets = new LinkedHashMap<>(before);
        Map<String, Case> own = new LinkedHashMap<>();
        cases(clips, preset).forEach(c -> own.put(c.clip().name() + c.qp(), c));
        clips.stream().flatMap(clip -> clip.crfs().keySet().stream()).distinct().forEach(other -> {
            List<Case> both = cases(clips, other).stream().filter(c -> own.containsKey(c.clip().name() + c.qp())).toList();
            if (!both.isEmpty()) {
                presets.put(other, rounded(mean(both, c -> c.crf() - own.get(c.clip().name() + c.qp()).crf())));
            }
        });
        return presets;
    }

    private void printRows(List<Case> cases) {
        System.out.println("clip\tqp\tcrf\tforeseen\toffDb\tsaved");
        for (Case c : cases) {
            double foreseen = foreseen(c, cases, features);
            System.out.printf(
                    Locale.ROOT,
                    "%s\t%d\t%.2f\t%.2f\t%.2f\t%.1f%n",
                    c.clip().name(), c.qp(), c.crf(), foreseen, (foreseen - c.crf()) * c.slope(), c.saved());
        }
    }

    private static double mean(List<Case> cases, ToDoubleFunction<Case> figure) {
        double weights = cases.stream().mapToDouble(Case::weight).sum();
        return cases.stream().mapToDouble(c -> c.weight() * figure.applyAsDouble(c)).sum() / weights;
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
