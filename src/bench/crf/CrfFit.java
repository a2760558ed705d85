import io.jndencode.dataset.GroupSplitter;
import io.jndencode.math.Ridge;
import io.jndencode.plan.crf.CrfFeature;
import io.jndencode.plan.crf.CrfMapping;
import io.jndencode.plan.crf.CrfScene;
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
import java.util.function.ToDoubleFunction;

/**
 * Fits the mapping from QP to CRF to what {@code CrfTraits} and {@code CrfCurves} print, and says how far it is off on sources left out.
 *
 * <p>{@code java -cp 'target/jnd-encode/lib/*' src/bench/crf/CrfFit.java TRAITS.tsv CURVES.tsv FEATURE,FEATURE MARK,MARK >
 * crf-mapping.json}: sources with the same mark in their names are left out together.
 */
public final class CrfFit {
    private static final double PENALTY = 0.3;

    /** A quality, on a scale on which it falls nearly straight with the CRF. */
    private static final List<ToDoubleFunction<Point>> QUALITIES = List.of(Point::xpsnr, Point::ssim);

    private record Point(double value, double bits, double xpsnr, double ssim) {}

    private record Clip(String name, CrfScene scene, List<Point> qps, List<Point> crfs) {
        String source() {
            return name.substring(0, name.indexOf('@'));
        }
    }

    /** At one QP of a clip: CRF - QP of equal quality at 25 frames a second, and what there is to know. */
    private record Case(Clip clip, int qp, double difference, double saved, double weight) {}

    public static void main(String[] args) throws IOException {
        List<Clip> clips = read(Path.of(args[0]), Path.of(args[1]));
        List<CrfFeature> features =
                Arrays.stream(args[2].split(",")).map(name -> CrfFeature.valueOf(name.toUpperCase(Locale.ROOT))).toList();
        GroupSplitter groups = new GroupSplitter(List.of(args[3].split(",")), List.of(), 0, 0, 0);
        List<Case> cases = cases(clips);
        List<Case> videos = cases.stream().filter(c -> !c.clip().source().endsWith(".jpg")).toList();
        double constant = leftOut(cases, List.of(), groups, cases);
        double fitted = leftOut(cases, features, groups, cases);
        double slope = -slope(clips, Point::xpsnr);
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("meaning", "CRF = QP + intercept + sum of weight * (feature - mean), then the frame rate's part; see docs/crf.md");
        about.put("clips", clips.size());
        about.put("sources", clips.stream().map(Clip::source).distinct().count());
        about.put("encodes", clips.stream().mapToInt(clip -> clip.qps().size() + clip.crfs().size()).sum());
        about.put("heldOutErrorCrf", rounded(fitted));
        about.put("heldOutErrorCrfOfConstant", rounded(constant));
        about.put("heldOutErrorDb", rounded(fitted * slope));
        about.put("heldOutErrorDbOfConstant", rounded(constant * slope));
        about.put("videosHeldOutErrorCrf", rounded(leftOut(cases, features, groups, videos)));
        about.put("videosHeldOutErrorCrfOfConstant", rounded(leftOut(videos, List.of(), groups, videos)));
        about.put("videosSavedAtEqualQualityPercent", rounded(mean(videos, Case::saved)));
        System.out.print(mapping(about, fit(cases, features), features, cases).text());
    }

    /** Clips with curves at several CRFs. */
    private static List<Clip> read(Path traits, Path curves) throws IOException {
        Map<String, Clip> clips = new LinkedHashMap<>();
        for (String[] c : rows(traits)) {
            double[] n = numbers(c, 1);
            ShotStatistics seen = new ShotStatistics(n[4], n[5], n[6], n[7], n[8], n[9]);
            CrfScene scene = new CrfScene(seen, (long) n[0], (long) (n[1] * n[2]), n[3]);
            clips.put(c[0], new Clip(c[0], scene, new ArrayList<>(), new ArrayList<>()));
        }
        for (String[] c : rows(curves)) {
            double[] n = numbers(c, 2);
            Clip clip = clips.get(c[0]);
            (c[1].equals("cqp") ? clip.qps() : clip.crfs()).add(new Point(n[0], log2(n[1]), n[2], -log2(1 - n[3])));
        }
        clips.values().forEach(clip -> clip.crfs().sort(Comparator.comparingDouble(Point::value)));
        return clips.values().stream().filter(clip -> clip.crfs().size() > 1).toList();
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

    private static List<Case> cases(List<Clip> clips) {
        List<Case> cases = new ArrayList<>();
        for (Clip clip : clips) {
            long ofSource = clips.stream().filter(other -> other.source().equals(clip.source())).mapToLong(other -> other.qps().size()).sum();
            for (Point at : clip.qps()) {
                double crf = QUALITIES.stream()
                        .mapToDouble(quality -> equal(clip, quality.applyAsDouble(at), quality))
                        .min()
                        .orElseThrow(); // as good by both
                cases.add(new Case(
                        clip,
                        (int) at.value(),
                        crf - at.value() + CrfMapping.ofRate(clip.scene().frameRate()),
                        100 * (1 - Math.pow(2, bits(clip, crf) - at.bits())),
                        1.0 / ofSource));
            }
        }
        return cases;
    }

    /** The CRF at which a clip has a quality that falls with it: on the line through the two points around it, or the nearest two. */
    private static double equal(Clip clip, double wanted, ToDoubleFunction<Point> quality) {
        int i = 0;
        while (i < clip.crfs().size() - 2 && quality.applyAsDouble(clip.crfs().get(i + 1)) > wanted) {
            i++;
        }
        Point finer = clip.crfs().get(i);
        Point coarser = clip.crfs().get(i + 1);
        double slope = (quality.applyAsDouble(coarser) - quality.applyAsDouble(finer)) / (coarser.value() - finer.value());
        return finer.value() + (wanted - quality.applyAsDouble(finer)) / slope;
    }

    /** The bits at a CRF, by the same lines. */
    private static double bits(Clip clip, double crf) {
        int i = 0;
        while (i < clip.crfs().size() - 2 && clip.crfs().get(i + 1).value() < crf) {
            i++;
        }
        Point finer = clip.crfs().get(i);
        Point coarser = clip.crfs().get(i + 1);
        return finer.bits() + (crf - finer.value()) * (coarser.bits() - finer.bits()) / (coarser.value() - finer.value());
    }

    /** Of the median clip, a CRF. */
    private static double slope(List<Clip> clips, ToDoubleFunction<Point> quality) {
        double[] slopes = clips.stream()
                .mapToDouble(clip -> {
                    Point first = clip.crfs().get(0);
                    Point last = clip.crfs().get(clip.crfs().size() - 1);
                    return (quality.applyAsDouble(last) - quality.applyAsDouble(first)) / (last.value() - first.value());
                })
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

    /** Mean absolute error, by sources, of the cases judged, each foreseen from the other groups of all. */
    private static double leftOut(List<Case> all, List<CrfFeature> features, GroupSplitter groups, List<Case> judged) {
        double absolute = 0;
        double weights = 0;
        for (Case c : judged) {
            String group = groups.group(c.clip().source());
            List<Case> others = all.stream().filter(o -> !groups.group(o.clip().source()).equals(group)).toList();
            Ridge ridge = fit(others, features);
            double[] x = values(c, features);
            double foreseen = ridge.intercept();
            for (int i = 0; i < x.length; i++) {
                foreseen += ridge.weights()[i] * (x[i] - ridge.means()[i]);
            }
            absolute += c.weight() * Math.abs(foreseen - c.difference());
            weights += c.weight();
        }
        return absolute / weights;
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
