package io.jndencode.cli.options;

import io.jndencode.JndException;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.job.JobOutcome;
import io.jndencode.job.TextFiles;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.encoder.RateCap;
import io.jndencode.plan.KeyDistances;
import io.jndencode.plan.KeyInterval;
import io.jndencode.plan.RateControl;
import io.jndencode.plan.export.CsvExport;
import io.jndencode.plan.export.EdlExport;
import io.jndencode.plan.export.FfmpegScriptExport;
import io.jndencode.plan.export.QpfileExport;
import io.jndencode.plan.export.ZonesExport;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Files to which the plan is written, besides or instead of encoding it. */
public final class ExportOptions {
    @Option(
            names = "--sidecar",
            paramLabel = "FILE",
            description = "where the sidecar goes (default: beside the output)")
    public @Nullable Path sidecar;

    @Option(
            names = "--zones",
            paramLabel = "FILE",
            description = "write zones for the x264 program; use them with the qpfile")
    private @Nullable Path zones;

    @Option(names = "--qpfile", paramLabel = "FILE", description = "write a qpfile for the x264 program")
    private @Nullable Path qpfile;

    @Option(names = "--script", paramLabel = "FILE", description = "write a shell script of one ffmpeg command a shot")
    private @Nullable Path script;

    @Option(names = "--csv", paramLabel = "FILE", description = "write the plan as a table")
    private @Nullable Path csv;

    @Option(names = "--edl", paramLabel = "FILE", description = "write the shots as an edit decision list")
    private @Nullable Path edl;

    /** Returns whether any option names a file. */
    public boolean any() {
        return sidecar != null || files().findAny().isPresent();
    }

    private Stream<Path> files() {
        return Stream.of(zones, qpfile, script, csv, edl).filter(Objects::nonNull);
    }

    /** Refuses, before any work, the script that cannot fix key frames. */
    public void check(KeyDistances keys) {
        boolean most = !(keys.most() instanceof KeyInterval.Free);
        if (script != null && (most || keys.limited())) {
            throw new JndException.Usage("--script has the same options for every shot and cannot fix key frames inside"
                    + " them: plan without " + (most ? "--keyint" : "--min-keyint") + ", or leave --script out");
        }
    }

    /** Refuses, before any work, the script of single shots that cannot hold a ceiling on the rate of all. */
    public void check(RateCap cap) {
        if (script != null && cap.limits()) {
            throw new JndException.Usage(
                    "--script is of single shots and cannot hold a largest rate of the whole stream:"
                            + " plan without --maxrate, or leave --script out");
        }
    }

    /** Refuses, before any work, formats that cannot be exported for a part of a video. */
    public void check(boolean part) {
        if (part && script != null) {
            throw new JndException.Usage(
                    "--script copies the sound of the whole video: leave it out with --start and --duration");
        }
    }

    /** Declares the files written, before any work. */
    public void declare(RunFiles run, Predicate<Path> replace) {
        declare(run, "--zones", zones, replace);
        declare(run, "--qpfile", qpfile, replace);
        declare(run, "--script", script, replace);
        declare(run, "--csv", csv, replace);
        declare(run, "--edl", edl, replace);
    }

    private static void declare(RunFiles run, String option, @Nullable Path file, Predicate<Path> replace) {
        run.writes("the file of " + option, file, () -> file != null && replace.test(file));
    }

    /** Refuses, before any work, formats that cannot be exported with this rate control. */
    public void check(RateControl rateControl) {
        if (rateControl instanceof RateControl.Crf && (zones != null || qpfile != null)) {
            throw new JndException.Usage("zones and qpfiles can carry constant QPs alone: with --rate-control crf leave"
                    + " --zones and --qpfile out, or write a --script");
        }
    }

    /** Refuses, before any work, formats that cannot be exported for this video. */
    public void check(MediaInfo input) {
        if (script != null && input.filtered() != null) {
            throw new JndException.Usage("--script reads the video as it is: leave it out with --crop, --scale,"
                    + " --deinterlace, --denoise and --vf");
        }
        if ((zones != null || qpfile != null)
                && input.filtered() != null
                && input.filtered().framesPerFrame() > 1) {
            throw new JndException.Usage("--zones and --qpfile count the source's frames, and these filters make two of"
                    + " one: leave them out");
        }
        if (script != null && input.video().timing().variableFrameRate()) {
            throw new JndException.Usage(input.file()
                    + " has a variable frame rate, which an ffmpeg script would not keep:" + " leave --script out");
        }
    }

    /** Writes the files requested. */
    public void write(JobOutcome outcome, TextFiles to) {
        write(zones, to, () -> ZonesExport.text(outcome.plan()));
        write(qpfile, to, () -> QpfileExport.text(outcome.plan()));
        write(script, to, () -> FfmpegScriptExport.text(outcome.sidecar()));
        write(csv, to, () -> CsvExport.text(outcome.sidecar()));
        write(edl, to, () -> EdlExport.text(outcome.sidecar()));
    }

    private static void write(@Nullable Path file, TextFiles to, Supplier<String> text) {
        if (file != null) {
            to.write(file, text.get());
        }
    }
}
