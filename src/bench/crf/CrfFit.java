import io.jndencode.label.Ridge;
import io.jndencode.label.SourceGroups;
import io.jndencode.plan.CrfFeature;
import io.jndencode.plan.CrfMapping;
import io.jndencode.plan.CrfScene;
import io.jndencode.shot.ShotTraits;
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
import java.util.function.ToDoubleFunction;

/**
 * Fits the mapping from QP to CRF to curves of {@code CrfCurves}, and says how far it is off on sources left out.
 *
 * <p>{@code java -cp 'target/jnd-encode/lib/*' src/bench/crf/CrfFit.java CURVES.tsv FEATURE,FEATURE MARK,MARK > crf-mapping.json}: sources
 * with the same mark in their names are left out together.
 */
public final class CrfFit {
    private static final double PENALTY = 3;

    /** A quality, on a scale on which it falls nearly straight with the CRF. */
    private static final List<ToDoubleFunction<Point>> QUALITIES = List.of(Point::xpsnr, Point::ssim);

    private record Point(double value, double bits, double xpsnr, double ssim, double worst) {}

    private record Clip(String name, CrfScene scene, List<Point> qps, List<Point> crfs) {
        String source() {
            return name.substring(0, name.indexOf('@'));
        }
    }

    /** At one QP of a clip: CRF - QP of equal quality at 25 frames a second, and what there is to know. */
    private record Case(Clip clip, int qp, double difference, double saved, double weight) {}

    public static void main(String[] args) throws IOException {
        List<Clip> clips = read(Path.of(args[0]));
        List<CrfFeature> features =
                Arrays.stream(args[1].split(",")).map(name -> CrfFeature.valueOf(name.toUpperCase(Locale.ROOT))).toList();
        SourceGroups groups = new SourceGroups(List.of(args[2].split(",")), List.of(), 0, 0, 0);
        List<Case> cases = cases(clips);
        double[] constant = leftOut(cases, List.of(), groups);
        double[] fitted = leftOut(cases, features, groups);
        double slope = -slope(clips, Point::xpsnr);
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("meaning", "CRF = QP + intercept + sum of weight * (feature - mean), then the frame rate's part; see docs/crf.md");
        about.put("clips", clips.size());
        about.put("sources", clips.stream().map(Clip::source).distinct().count());
        about.put("encodes", clips.stream().mapToInt(clip -> clip.qps().size() + clip.crfs().size()).sum());
        about.put("heldOutErrorCrf", rounded(fitted[0]));
        about.put("heldOutErrorCrfOfConstant", rounded(constant[0]));
        about.put("heldOutErrorDb", rounded(fitted[0] * slope));
        about.put("heldOutErrorDbOfConstant", rounded(constant[0] * slope));
        about.put("savedAtEqualQualityPercent", rounded(mean(cases, Case::saved)));
        System.out.print(mapping(about, fit(cases, features), features, cases).text());
    }

    private static List<Clip> read(Path file) throws IOException {
        Map<String, Clip> clips = new LinkedHashMap<>();
        for (String row : Files.readAllLines(file).subList(1, Files.readAllLines(file).size())) {
            String[] c = row.split("\t");
            double[] n = Arrays.stream(c, 2, c.length).mapToDouble(Double::parseDouble).toArray();
            CrfScene scene =
                    new CrfScene(new ShotTraits(n[5], n[6], n[7], n[8]), (long) n[1], (long) (n[2] * n[3]), n[4]);
            Clip clip = clips.computeIfAbsent(c[0], name -> new Clip(name, scene, new ArrayList<>(), new ArrayList<>()));
            (c[1].equals("cqp") ? clip.qps() : clip.crfs())
                    .add(new Point(n[0], log2(n[9]), n[10], -log2(1 - n[11]), n[13]));
        }
        clips.values().forEach(clip -> clip.crfs().sort(Comparator.comparingDouble(Point::value)));
        return List.copyOf(clips.values());
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    private static List<Case> cases(List<Clip> clips) {
        List<Case> cases = new ArrayList<>();
        for (Clip clip : clips) {
            long ofSource = clips.stream().filter(other -> other.source().equals(clip.source())).mapToLong(other -> other.qps().size()).sum();
            for (Point at : clip.qps()) {
                double crf = QUALITIES.stream()
                        .mapToDouble(quality -> equal(clip, at, quality, slope(clips, quality)))
                        .min()
                        .orElseThrow(); // as good by both
                Point near = near(clip, crf);
                double bits = near.bits() + (crf - near.value()) * slope(clip, Point::bits, slope(clips, Point::bits));
                cases.add(new Case(
                        clip,
                        (int) at.value(),
                        crf - at.value() + CrfMapping.ofRate(clip.scene().frameRate()),
                        100 * (1 - Math.pow(2, bits - at.bits())),
                        1.0 / ofSource));
            }
        }
        return cases;
    }

    /** The CRF at which a clip has a quality, along the line from the nearest one measured. */
    private static double equal(Clip clip, Point at, ToDoubleFunction<Point> quality, double usual) {
        double wanted = quality.applyAsDouble(at);
        Point near = clip.crfs().stream()
                .min(Comparator.comparingDouble(point -> Math.abs(quality.applyAsDouble(point) - wanted)))
                .orElseThrow();
        return near.value() + (wanted - quality.applyAsDouble(near)) / slope(clip, quality, usual);
    }

    private static Point near(Clip clip, double crf) {
        return clip.crfs().stream().min(Comparator.comparingDouble(p -> Math.abs(p.value() - crf))).orElseThrow();
    }

    /** Change a CRF; a clip measured at one alone takes what is usual. */
    private static double slope(Clip clip, ToDoubleFunction<Point> quality, double usual) {
        Point first = clip.crfs().get(0);
        Point last = clip.crfs().get(clip.crfs().size() - 1);
        return first == last
                ? usual
                : (quality.applyAsDouble(last) - quality.applyAsDouble(first)) / (last.value() - first.value());
    }

    /** The median clip's. */
    private static double slope(List<Clip> clips, ToDoubleFunction<Point> quality) {
        double[] slopes = clips.stream()
                .filter(clip -> clip.crfs().size() > 1)
                .mapToDouble(clip -> slope(clip, quality, Double.NaN))
                .sorted()
                .toArray();
        return slopes[slopes.length / 2];
    }

    private static Ridge fit(List<Case> cases, List<CrfFeature> features) {
        return Ridge.fit(
                cases.stream().map(c -> new Ridge.Row(values(c, features), c.difference(), c.weight())).toList(), PENALTY);
    }

    private static double[] values(Case c, List<CrfFeature> features) {
        return features.stream().mapToDouble(feature -> feature.of(c.qp(), c.clip().scene())).toArray();
    }

    /** Mean absolute error, by sources, and its root mean square, each case foreseen from the other groups. */
    private static double[] leftOut(List<Case> cases, List<CrfFeature> features, SourceGroups groups) {
        double absolute = 0;
        double square = 0;
        double weights = 0;
        for (Case c : cases) {
            String group = groups.group(c.clip().source());
            List<Case> others = cases.stream().filter(o -> !groups.group(o.clip().source()).equals(group)).toList();
            Ridge ridge = fit(others, features);
            double[] x = values(c, features);
            double foreseen = ridge.intercept();
            for (int i = 0; i < x.length; i++) {
                foreseen += ridge.weights()[i] * (x[i] - ridge.means()[i]);
            }
            absolute += c.weight() * Math.abs(foreseen - c.difference());
            square += c.weight() * Math.pow(foreseen - c.difference(), 2);
            weights += c.weight();
        }
        return new double[] {absolute / weights, Math.sqrt(square / weights)};
    }

    private static CrfMapping mapping(Map<String, Object> about, Ridge ridge, List<CrfFeature> features, List<Case> cases) {
        List<CrfMapping.Term> terms = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            terms.add(new CrfMapping.Term(features.get(i), rounded(ridge.means()[i]), rounded(ridge.weights()[i])));
        }
        double least = cases.stream().mapToDouble(Case::difference).min().orElseThrow();
        double most = cases.stream().mapToDouble(Case::difference).max().orElseThrow();
        return new CrfMapping(
                CrfMapping.SCHEMA, about, rounded(ridge.intercept()), terms, rounded(least), rounded(most));
    }

    private static double mean(List<Case> cases, ToDoubleFunction<Case> figure) {
        double weights = cases.stream().mapToDouble(Case::weight).sum();
        return cases.stream().mapToDouble(c -> c.weight() * figure.applyAsDouble(c)).sum() / weights;
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
