package io.jndencode.plan.export;

import io.jndencode.JndException;
import io.jndencode.plan.RateControl;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.text.EnumName;

/** The formats of other programs a sidecar's plan is written in, by the names of the command line. */
public enum PlanFormat {
    /** Av1an's list of scenes: a chunk a shot, each with its own options of the encoder. */
    AV1AN_SCENES,
    /** The same as lines of Av1an's zones file. */
    AV1AN_ZONES,
    /** Zones of the x265 program. */
    X265_ZONES,
    /** Zones of the x264 program, to be used with the qpfile. */
    X264_ZONES,
    /** Key frames and their QPs for the x264 program. */
    QPFILE,
    /** A shell script of one ffmpeg command a shot. */
    SCRIPT,
    /** An OpenTimelineIO timeline, QPs and levels in the clips' metadata. */
    OTIO,
    /** An edit decision list. */
    EDL,
    /** A table. */
    CSV;

    /** The whole text, a line feed at its end. Throws {@link JndException.Usage} where the format cannot say what the plan says. */
    public String text(Sidecar sidecar) {
        return switch (this) {
            case AV1AN_SCENES -> Av1anExport.scenes(sidecar);
            case AV1AN_ZONES -> Av1anExport.zones(sidecar);
            case X265_ZONES ->
                ZonesExport.isOfX265(sidecar)
                        ? ZonesExport.factors(sidecar.plan())
                        : ZonesExport.text(constantQp(sidecar).plan());
            case X264_ZONES -> ZonesExport.text(constantQp(sidecar).plan());
            case QPFILE -> QpfileExport.text(constantQp(sidecar).plan());
            case SCRIPT -> FfmpegScriptExport.text(sidecar);
            case OTIO -> OtioExport.text(sidecar);
            case EDL -> EdlExport.text(sidecar);
            case CSV -> CsvExport.text(sidecar);
        };
    }

    private static Sidecar constantQp(Sidecar sidecar) {
        if (!(sidecar.encoder().rateControl() instanceof RateControl.ConstantQp)) {
            throw new JndException.Usage(
                    "the plan is for rate control " + sidecar.encoder().rateControl()
                            + ", but zones and qpfiles can carry constant QPs (cqp) alone: write script or"
                            + " av1an-scenes");
        }
        return sidecar;
    }

    /** {@code av1an-scenes}. */
    @Override
    public String toString() {
        return EnumName.of(this);
    }
}
