import io.jndencode.media.encoder.Rate;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.Segment;
import io.jndencode.media.segment.SegmentEncoder;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.quality.QualityMeter;
import io.jndencode.quality.ShotQuality;
import io.jndencode.shot.FrameRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the mapping from QP to CRF is fitted to: every clip (one shot each) as one segment at several constant QPs and at several
 * CRFs, with its bytes and quality. {@code CrfTraits} has what is known of the clips themselves.
 *
 * <p>{@code java -cp 'target/jnd-encode/lib/*' src/bench/crf/CrfCurves.java OUT.tsv X264PRESET QP,QP CRF,CRF SOURCE@PLACE.mkv...};
 * rows that OUT.tsv has are not measured again, so that it can be stopped and gone on with.
 */
public final class CrfCurves {
    private static final String HEADER = "clip\trate\tvalue\tbytes\txpsnr\tssim\tpsnr\tworst\n";

    private final Path out;
    private final String preset;
    private final List<String> qps;
    private final List<String> crfs;
    private final Set<String> done = new HashSet<>();

    private CrfCurves(Path out, String preset, List<String> qps, List<String> crfs) throws IOException {
        this.out = out;
        this.preset = preset;
        this.qps = qps;
        this.crfs = crfs;
        if (Files.exists(out)) {
            Files.readAllLines(out).forEach(row -> done.add(key(row.split("\t"))));
        } else {
            Files.writeString(out, HEADER);
        }
    }

    public static void main(String[] args) throws IOException {
        CrfCurves curves =
                new CrfCurves(Path.of(args[0]), args[1], List.of(args[2].split(",")), List.of(args[3].split(",")));
        for (int i = 4; i < args.length; i++) {
            curves.measure(Path.of(args[i]));
        }
    }

    private static String key(String... cells) {
        return String.join("\t", List.of(cells).subList(0, 3));
    }

    private void measure(Path clip) throws IOException {
        String name = clip.getFileName().toString();
        List<String> wanted = new ArrayList<>();
        qps.forEach(qp -> wanted.add(key(name, "cqp", qp)));
        crfs.forEach(crf -> wanted.add(key(name, "crf", crf)));
        wanted.removeAll(done);
        if (wanted.isEmpty()) {
            return;
        }
        int frames = frames(clip);
        for (String key : wanted) {
            int value = Integer.parseInt(key.split("\t")[2]);
            Rate rate =
                    key.contains("\tcqp\t") ? new Rate.ConstantQp(value) : new Rate.Crf(value);
            String row = key + "\t" + encode(clip, rate, frames) + "\n";
            Files.writeString(out, row, StandardOpenOption.APPEND);
            System.err.print(row);
        }
    }

    private static int frames(Path clip) {
        try (VideoReader reader = VideoReader.open(clip, ReaderOptions.threads(1))) {
            while (reader.next()) {}
            return (int) reader.index() + 1;
        }
    }

    private String encode(Path clip, Rate rate, int frames) throws IOException {
        Path file = Files.createTempFile("crf", ".segment");
        try (VideoReader reader = VideoReader.open(clip, ReaderOptions.threads(1));
                VideoReader source = VideoReader.open(clip, ReaderOptions.threads(1))) {
            reader.next();
            source.next();
            Segment segment = new SegmentEncoder(new EncoderSettings(preset, rate, Map.of(), null))
                    .encode(reader, new ExpectedFrames.Counted(frames, OptionalLong.empty()), file, n -> {});
            ShotQuality quality = QualityMeter.segment(source, file, new FrameRange(0, frames));
            return String.format(
                    Locale.ROOT,
                    "%d\t%.4f\t%.6f\t%.4f\t%.4f",
                    segment.bytes(),
                    quality.xpsnr(),
                    quality.ssim(),
                    quality.psnr(),
                    quality.worst().xpsnr());
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
