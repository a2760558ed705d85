package io.jndencode.cli.inspect;

import io.jndencode.Stopwatch;
import io.jndencode.cli.console.Console;
import io.jndencode.cli.options.Candidates;
import io.jndencode.cli.options.ChecksArguments;
import io.jndencode.cli.options.CommonOptions;
import io.jndencode.cli.options.InputOptions;
import io.jndencode.cli.options.ProgressOptions;
import io.jndencode.cli.view.BarState;
import io.jndencode.cli.view.ProgressBar;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.quality.QualityFormat;
import io.jndencode.quality.QualityList;
import io.jndencode.quality.QualityMeter;
import io.jndencode.quality.ShotQuality;
import io.jndencode.quality.VmafProgram;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.ShotListFile;
import io.jndencode.shot.TimedShot;
import io.jndencode.shot.detect.ShotOptions;
import io.jndencode.shot.detect.ShotScan;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a video against its original. */
@Command(
        name = "quality",
        header = "Measures a video against its original, shot by shot: XPSNR, SSIM, PSNR.",
        description =
                "Both must hold the same frames at the same times and of the same size. VMAF is added where an ffmpeg"
                        + " program with libvmaf is on the PATH.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class QualityCommand implements Callable<Integer>, ChecksArguments {
    private final Console console;

    @Parameters(index = "0", paramLabel = "REF", description = "the original")
    private Path reference = Path.of("");

    @Parameters(index = "1", paramLabel = "DIST", description = "the video to measure")
    private Path distorted = Path.of("");

    @Option(
            names = "--shots",
            paramLabel = "FILE",
            description = "the original's shots, CSV or JSON as `shots` writes them, instead of finding them")
    private @Nullable Path shotList;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Candidates.QualityFormats.class,
            defaultValue = "text",
            description = "text, csv or json, which has every frame (default: text)")
    private QualityFormat format = QualityFormat.TEXT;

    @Option(names = "--no-vmaf", description = "do not look for an ffmpeg program with libvmaf")
    private boolean noVmaf;

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Mixin
    private InputOptions inputRules = new InputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    public QualityCommand(Console console) {
        this.console = console;
    }

    @Override
    public void checkArguments() {
        if (shotList != null) {
            ShotListFile.read(shotList);
        }
    }

    @Override
    public Integer call() {
        common.apply();
        inputRules.apply();
        MediaInfo original = MediaProbe.probe(reference);
        MediaInfo coded = MediaProbe.probe(distorted);
        Bar bar = new Bar(coded);
        List<ShotQuality> measured;
        try {
            measured = QualityMeter.videos(original, coded, shots(original), frame -> bar.draw(frame.index() + 1));
        } finally {
            bar.clear();
        }
        int frames = Math.toIntExact(measured.get(measured.size() - 1).frames().end());
        List<Double> vmaf = (noVmaf ? Stream.<VmafProgram>empty() : VmafProgram.onThePath().stream())
                .flatMap(program -> program.measure(reference, distorted, frames).stream())
                .toList();
        console.data(format.write(new QualityList(reference.toString(), distorted.toString(), measured, vmaf)));
        return 0;
    }

    private List<FrameRange> shots(MediaInfo original) {
        if (shotList != null) {
            return ShotListFile.read(shotList).stream().map(Shot::frames).toList();
        }
        try (VideoReader reader = VideoReader.open(original, ReaderOptions.defaults())) {
            Bar bar = new Bar(original);
            try {
                return new ShotScan(reader, ShotOptions.DEFAULT)
                        .run(bar::draw).shots().stream()
                                .map(TimedShot::shot)
                                .map(Shot::frames)
                                .toList();
            } finally {
                bar.clear();
            }
        }
    }

    /** The progress of one pass, drawn if requested. */
    private final class Bar {
        private final ProgressBar bar = new ProgressBar(console);
        private final MediaInfo video;
        private final Stopwatch watch = console.stopwatch();

        Bar(MediaInfo video) {
            this.video = video;
        }

        void draw(long frames) {
            if (progress.bar(console)) {
                bar.draw(new BarState(
                        String.valueOf(video.file().getFileName()),
                        frames,
                        video.video().timing().frames(),
                        "",
                        watch.seconds()));
            }
        }

        void clear() {
            bar.clear();
        }
    }
}
