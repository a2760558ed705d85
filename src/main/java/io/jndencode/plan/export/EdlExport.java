package io.jndencode.plan.export;

import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.shot.ShotList;
import io.jndencode.shot.ShotListFormat;
import io.jndencode.shot.TimedShot;
import java.nio.file.Path;
import java.util.List;

/** Exports the shots of a plan as an edit decision list. */
public final class EdlExport {
    private EdlExport() {}

    /** Returns the whole list. */
    public static String text(Sidecar sidecar) {
        return ShotListFormat.EDL.write(shots(sidecar));
    }

    /** Returns the shots without their times, which lists counted in frames do not need. */
    static ShotList shots(Sidecar sidecar) {
        List<TimedShot> shots = sidecar.plan().shots().stream()
                .map(shot -> new TimedShot(shot.shot(), 0, 0))
                .toList();
        String file = String.valueOf(Path.of(sidecar.source().file()).getFileName());
        return new ShotList(file, sidecar.source().timing().rate(), shots);
    }
}
