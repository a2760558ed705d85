package io.jndencode.plan;

import io.jndencode.JndException;
import java.util.Locale;
import java.util.function.Function;

/** The formats of other programs a sidecar's plan is written in, by the names of the command line. */
public enum PlanFormat {
    /** Av1an's list of scenes: a chunk a shot, each with its own options of x264. */
    AV1AN_SCENES(PlanFormat::constantQp, Av1anExport::scenes),
    /** The same as lines of Av1an's zones file. */
    AV1AN_ZONES(PlanFormat::constantQp, Av1anExport::zones),
    /** Zones of the x265 program. */
    X265_ZONES(PlanFormat::constantQp, sidecar -> ZonesExport.text(sidecar.plan())),
    /** Zones of the x264 program, to be used with the qpfile. */
    X264_ZONES(PlanFormat::constantQp, sidecar -> ZonesExport.text(sidecar.plan())),
    /** Key frames and their QPs for the x264 program. */
    QPFILE(PlanFormat::constantQp, sidecar -> QpfileExport.text(sidecar.plan())),
    /** A shell script of one ffmpeg command a shot. */
    SCRIPT(PlanFormat::constantQp, FfmpegScriptExport::text),
    /** An OpenTimelineIO timeline, QPs and levels in the clips' metadata. */
    OTIO(sidecar -> {}, OtioExport::text),
    /** An edit decision list. */
    EDL(sidecar -> {}, EdlExport::text),
    /** A table. */
    CSV(sidecar -> {}, CsvExport::text);

    private final Requirement requirement;
    private final Function<Sidecar, String> writer;

    /** Throws {@link JndException.Usage} where a format cannot say what the plan says. */
    private interface Requirement {
        void check(Sidecar sidecar);
    }

    PlanFormat(Requirement requirement, Function<Sidecar, String> writer) {
        this.requirement = requirement;
        this.writer = writer;
    }

    /** The whole text, a line feed at its end. Throws {@link JndException.Usage} where the format cannot say what the plan says. */
    public String text(Sidecar sidecar) {
        requirement.check(sidecar);
        return writer.apply(sidecar);
    }

    private static void constantQp(Sidecar sidecar) {
        if (!(sidecar.encoder().rateControl() instanceof RateControl.ConstantQp)) {
            throw new JndException.Usage("the plan is for rate control "
                    + sidecar.encoder().rateControl() + ", this format takes plans of constant QPs (cqp) alone");
        }
    }

    /** {@code av1an-scenes}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
