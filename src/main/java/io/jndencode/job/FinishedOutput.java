package io.jndencode.job;

import io.jndencode.JndException;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFile;
import io.jndencode.plan.sidecar.SidecarShot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Recognises an output that already matches a plan, by the sidecar written with it. */
public final class FinishedOutput {
    private FinishedOutput() {}

    /**
     * Returns whether the sidecar of an output belongs to exactly this plan and matches the output: the size is the
     * recorded one, and the output is not newer than its sidecar, as it would be had it been written to since.
     *
     * @param plan the plan wanted; results in it are ignored
     * @param output the output, which exists
     * @param sidecar the sidecar of the output; may be missing or another kind of file
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
        } catch (IOException | JndException.Usage e) { // not readable as a sidecar, so not ours
            return false;
        }
    }

    /** Returns the plan without its results and what was expected of them. */
    private static Sidecar decisions(Sidecar sidecar) {
        List<SidecarShot> shots =
                sidecar.shots().stream().map(SidecarShot::decision).toList();
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
                null,
                null);
    }
}
