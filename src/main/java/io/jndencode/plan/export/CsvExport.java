package io.jndencode.plan.export;

import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.text.TableCell;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Exports a sidecar's shots as a table: comma-separated, with a header, empty cells for missing values. */
public final class CsvExport {
    private static final String HEADER =
            "index,startFrame,endFrame,start,end,transition,jnd1,jnd2,jnd3,spread,confidence,qp,clampedBy,bytes,kbps,crf\n";

    private CsvExport() {}

    /** Returns the table with one row per shot. */
    public static String text(Sidecar sidecar) {
        return sidecar.shots().stream().map(CsvExport::row).collect(Collectors.joining("", HEADER, ""));
    }

    private static String row(SidecarShot shot) {
        SidecarShot.Levels jnd = shot.prediction().jnd();
        SidecarShot.Result result = shot.result();
        return join(
                shot.index(),
                shot.extent().startFrame(),
                shot.extent().endFrame(),
                shot.extent().start(),
                shot.extent().end(),
                shot.extent().transition(),
                jnd == null ? null : jnd.jnd1(),
                jnd == null ? null : jnd.jnd2(),
                jnd == null ? null : jnd.jnd3(),
                shot.prediction().spread(),
                shot.prediction().confidence(),
                shot.qp(),
                shot.settings().clampedBy(),
                result == null ? null : result.bytes(),
                result == null ? null : result.kbps(),
                shot.settings().crf());
    }

    private static String join(@Nullable Object... values) {
        return Arrays.stream(values).map(CsvExport::cell).collect(Collectors.joining(",", "", "\n"));
    }

    private static String cell(@Nullable Object value) {
        return value instanceof String text ? TableCell.csv(text) : value == null ? "" : value.toString();
    }
}
