import io.jndencode.media.ExpectedFrames;
import io.jndencode.media.ReaderOptions;
import io.jndencode.media.Segment;
import io.jndencode.media.SegmentEncoder;
import io.jndencode.media.VideoReader;
import io.jndencode.media.X264Settings;
import io.jndencode.quality.QualityMeter;
import io.jndencode.quality.ShotQuality;
import io.jndencode.shot.FrameRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the mapping from QP to CRF is fitted to: every clip (one shot each) as one segment at several constant QPs and at several
 * CRFs, preset medium, with its bytes and quality.
 *
 * <p>{@code java -cp 'target/jnd-encode/lib/*' src/bench/CrfCurves.java OUT.tsv CLIP...}; rows that OUT.tsv has are not measured again.
 */
public final class CrfCurves {
    private static final List<Integer> QPS = List.of(22, 28, 34);
    private static final List<Integer> CRFS = List.of(18, 24, 30);

    public static void main(String[] args) throws IOException {
        Path out = Path.of(args[0]);
        Set<String> done = new HashSet<>();
        if (Files.exists(out)) {
            Files.readAllLines(out).forEach(line -> done.add(String.join("\t", List.of(line.split("\t")).subList(0, 3))));
        } else {
            Files.writeString(out, "clip\trate\tvalue\tframes\twidth\theight\tfps\tbytes\txpsnr\tssim\tpsnr\tworst\n");
        }
        for (int i = 1; i < args.length; i++) {
            Path clip = Path.of(args[i]);
            for (int qp : QPS) {
                measure(clip, "cqp", qp, new X264Settings.ConstantQp(qp), done, out);
            }
            for (int crf : CRFS) {
                measure(clip, "crf", crf, new X264Settings.Crf(crf), done, out);
            }
        }
    }

    private static void measure(Path clip, String rate, int value, X264Settings.Rate how, Set<String> done, Path out)
            throws IOException {
        String key = clip.getFileName() + "\t" + rate + "\t" + value;
        if (done.contains(key)) {
            return;
        }
        int frames = 0;
        try (VideoReader reader = VideoReader.open(clip, ReaderOptions.threads(1))) {
            while (reader.next()) {
                frames++;
            }
        }
        Path file = Files.createTempFile("crf", ".segment");
        try (VideoReader reader = VideoReader.open(clip, ReaderOptions.threads(1));
                VideoReader source = VideoReader.open(clip, ReaderOptions.threads(1))) {
            reader.next();
            source.next();
            Segment segment = new SegmentEncoder(new X264Settings("medium", how, Map.of(), null))
                    .encode(reader, new ExpectedFrames.Counted(frames, OptionalLong.empty()), file, n -> {});
            ShotQuality quality = QualityMeter.segment(source, file, new FrameRange(0, frames));
            var video = source.info().video();
            String row = String.format(Locale.ROOT, "%s\t%d\t%d\t%d\t%.3f\t%d\t%.4f\t%.6f\t%.4f\t%.4f%n", key, frames,
                    video.width(), video.height(), video.frameRate().toDouble(), segment.bytes(), quality.xpsnr(),
                    quality.ssim(), quality.psnr(), quality.worst().xpsnr());
            Files.writeString(out, row, StandardOpenOption.APPEND);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
