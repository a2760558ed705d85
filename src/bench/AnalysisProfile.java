import io.jndencode.media.picture.LazyPicture;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.shot.detect.ShotDetector;
import io.jndencode.shot.detect.ShotOptions;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where analysis without the model spends its time: CPU milliseconds a frame of decoding, of the small luma picture of every frame, of shot
 * detection and of the candidates' pictures, all in one process and in turn. CPU seconds, so other work on the machine disturbs
 * little.
 *
 * <p>{@code java -cp 'target/jnd-encode/lib/*' src/bench/AnalysisProfile.java CLIP [ROUNDS]}
 */
public final class AnalysisProfile {
    private static final int CANDIDATE_STRIDE = 9;

    /** The model asks for one candidate in so many. */
    private static final int WANTED_STRIDE = 4;

    private enum Part {
        DECODE,
        LUMA,
        SHOTS,
        PICTURES
    }

    public static void main(String[] args) throws Exception {
        Path clip = Path.of(args[0]);
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        List<double[]> times = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            double[] seconds = new double[Part.values().length];
            for (Part part : Part.values()) {
                seconds[part.ordinal()] = millisecondsAFrame(clip, part);
            }
            if (round >= 0) {
                times.add(seconds);
            }
        }
        double decode = median(times, Part.DECODE, null);
        System.out.printf(Locale.ROOT, "| part | CPU ms a frame |%n|---|---|%n| decoding | %.2f |%n", decode);
        System.out.printf(Locale.ROOT, "| luma of every frame | %.2f |%n", median(times, Part.LUMA, Part.DECODE));
        System.out.printf(Locale.ROOT, "| shot detection | %.2f |%n", median(times, Part.SHOTS, Part.LUMA));
        System.out.printf(
                Locale.ROOT,
                "| pictures for the model, two frames in %d | %.2f |%n",
                CANDIDATE_STRIDE,
                median(times, Part.PICTURES, Part.DECODE));
    }

    private static double median(List<double[]> times, Part part, Part less) {
        double[] values = times.stream()
                .mapToDouble(t -> t[part.ordinal()] - (less == null ? 0 : t[less.ordinal()]))
                .sorted()
                .toArray();
        return values[values.length / 2];
    }

    private static double millisecondsAFrame(Path clip, Part part) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long begun = system.getProcessCpuTime();
        long frames = 0;
        try (VideoReader reader = VideoReader.open(clip, ReaderOptions.defaults())) {
            ShotDetector detector = new ShotDetector(ShotOptions.DEFAULT, 24);
            while (reader.next()) {
                frames++;
                if (part == Part.LUMA) {
                    reader.luma(ShotDetector.WIDTH, ShotDetector.HEIGHT);
                } else if (part == Part.SHOTS) {
                    detector.push(reader.luma(ShotDetector.WIDTH, ShotDetector.HEIGHT), reader.keyFrame());
                } else if (part == Part.PICTURES && frames % CANDIDATE_STRIDE < 2) { // a candidate and the frame before it
                    LazyPicture picture = reader.pendingPicture();
                    if (frames / CANDIDATE_STRIDE % WANTED_STRIDE == 0) {
                        picture.get();
                    } else {
                        picture.discard();
                    }
                }
            }
        }
        return (system.getProcessCpuTime() - begun) / 1e6 / frames;
    }
}
