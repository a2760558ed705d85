package io.jndencode.job;

import io.jndencode.JndException;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFile;
import io.jndencode.plan.sidecar.SidecarShot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells whether an output is what a plan asks for already, by the sidecar that was written with it. */
public final class FinishedOutput {
    private FinishedOutput() {}

    /**
     * Whether the sidecar of an output says that it was made from just this plan, and fits it: the size is the one noted, and the output
     * is no younger than its sidecar, as it is when nobody has written to it since.
     *
     * @param plan what is asked for; results in it do not count
     * @param output is there
     * @param sidecar of the output; may be missing or something else
     */
    public static boolean isOf(Sidecar plan, Path output, Path sidecar) {
        try {
            if (!Files.isRegularFile(sidecar)
                    || Files.getLastModifiedTime(output).compareTo(Files.getLastModifiedTime(sidecar)) > 0) {
                return false;
            }
            Sidecar made = SidecarFile.read(sidecar);
            return made.totals() != null
                    && made.totals().outputBytes() == Files.size(output)
                    && decisions(made).equals(decisions(plan));
        } catch (IOException | JndException.Usage e) { // not readable as a sidecar: then it is not ours
            return false;
        }
    }

    /** The plan without results. */
    private static Sidecar decisions(Sidecar sidecar) {
        List<SidecarShot> shots =
                sidecar.shots().stream().map(shot -> shot.with(null)).toList();
        return new Sidecar(
                sidecar.schema(),
                sidecar.tool(),
                sidecar.source(),
                sidecar.range(),
                sidecar.model(),
                sidecar.target(),
                sidecar.preset(),
                sidecar.planning(),
                sidecar.encoder(),
                shots,
                null);
    }
}
