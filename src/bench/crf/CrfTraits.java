import io.jndencode.media.VideoStream;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.ShotStatistics;
import io.jndencode.shot.detect.ShotDetector;
import io.jndencode.shot.detect.ShotOptions;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the program knows of clips (one shot each) before it encodes them: prints a row a clip, as {@code CrfFit} reads it.
 *
 * <p>{@code java -cp 'target/jnd-encode/lib/*' src/bench/crf/CrfTraits.java CLIP.mkv... > traits.tsv}
 */
public final class CrfTraits {
    private CrfTraits() {}

    public static void main(String[] args) {
        System.out.println("clip\tframes\twidth\theight\tfps\ttexture\tluma\tchange\tresidual\texplained\treuse");
        for (String clip : args) {
            print(Path.of(clip));
        }
    }

    private static void print(Path clip) {
        ShotDetector detector = new ShotDetector(new ShotOptions(0, 100_000), 25);
        try (VideoReader reader = VideoReader.open(clip, ReaderOptions.threads(1))) {
            while (reader.next()) {
                detector.push(reader.luma(ShotDetector.WIDTH, ShotDetector.HEIGHT), reader.keyFrame());
            }
            long frames = reader.index() + 1;
            ShotStatistics traits = detector.traits(new FrameRange(0, frames));
            VideoStream video = reader.info().video();
            System.out.printf(
                    Locale.ROOT,
                    "%s\t%d\t%d\t%d\t%.3f\t%.4f\t%.3f\t%.4f\t%.4f\t%.4f\t%.4f%n",
                    clip.getFileName(),
                    frames,
                    video.geometry().width(),
                    video.geometry().height(),
                    video.timing().frameRate().toDouble(),
                    traits.texture(),
                    traits.luma(),
                    traits.change(),
                    traits.residual(),
                    traits.explained(),
                    traits.reuse());
        }
    }
}
