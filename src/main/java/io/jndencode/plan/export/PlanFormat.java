package io.jndencode.plan.export;

import io.jndencode.JndException;
import io.jndencode.media.filter.FilterChain;
import io.jndencode.plan.RateControl;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFilters;
import io.jndencode.text.EnumName;
import java.util.List;

/** The formats of other programs that a sidecar's plan can be written in, by their names on the command line. */
public enum PlanFormat {
    /** Av1an's list of scenes: one chunk per shot, each with its own encoder options. */
    AV1AN_SCENES,
    /** Lines of Av1an's zones file, with the same content. */
    AV1AN_ZONES,
    /** Zones of the x265 program. */
    X265_ZONES,
    /** Zones of the x264 program, to be used with the qpfile. */
    X264_ZONES,
    /** Key frames and their QPs for the x264 program. */
    QPFILE,
    /** A shell script with one ffmpeg command per shot. */
    SCRIPT,
    /** An OpenTimelineIO timeline with QPs and levels in the clips' metadata. */
    OTIO,
    /** An edit decision list. */
    EDL,
    /** A comma-separated table. */
    CSV;

    /**
     * Returns the whole text, ending in a line feed. Throws {@link JndException.Usage} if the format cannot express the
     * plan.
     */
    public String text(Sidecar sidecar) {
        checkFrames(sidecar);
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

    /** Refuses a plan whose frames the other program, which reads the source itself, would not have. */
    private void checkFrames(Sidecar sidecar) {
        SidecarFilters filters = sidecar.source().filters();
        boolean counts = List.of(AV1AN_SCENES, AV1AN_ZONES, X265_ZONES, X264_ZONES, QPFILE)
                .contains(this);
        if (counts && filters != null && FilterChain.of(filters.chain()).doubles()) {
            throw new JndException.Usage("the plan's filters (" + filters.chain() + ") make two frames of one, and "
                    + this + " counts the frames of the source: use jnd-encode apply");
        }
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

    /** Returns the name on the command line, such as {@code av1an-scenes}. */
    @Override
    public String toString() {
        return EnumName.of(this);
    }
}
