package io.jndencode.report;

import io.jndencode.media.BgrImage;
import io.jndencode.quality.FrameQuality;
import io.jndencode.quality.ShotQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The worst area of the worst frame of a shot, before and after.
 *
 * @param shot the shot
 * @param frame its worst frame
 * @param area the worst area of the frame
 * @param frameWidth columns of the whole frame
 * @param frameHeight rows of the whole frame
 * @param source the area's pixels in the source
 * @param coded the same in the encode
 * @param whole the whole frame, small, to show where the area lies
 */
record Comparison(
        ShotView shot,
        FrameQuality frame,
        WorstArea area,
        int frameWidth,
        int frameHeight,
        DataUri source,
        DataUri coded,
        DataUri whole) {
    /** Maximum number of shots shown; each adds some 300 kB. */
    static final int MOST = 4;

    private static final int WIDTH = 400;
    private static final int HEIGHT = 304;
    private static final int WHOLE = 240;

    /** Returns the comparisons of the worst shots, leaving out those whose frame is missing in either file. */
    static List<Comparison> take(ReportData data, FrameGrabber source, FrameGrabber coded) {
        List<Comparison> comparisons = new ArrayList<>();
        for (ShotView shot : data.worst(MOST)) {
            ShotQuality quality = Objects.requireNonNull(shot.quality(), "the shot was not measured");
            FrameQuality worst = quality.worst();
            double time = data.time(shot, worst.pts());
            double tolerance = 1.01 * Math.max(source.tick(), coded.tick());
            if (source.goTo(time, tolerance) && coded.goTo(time - data.start(), tolerance)) {
                comparisons.add(of(shot, worst, source, coded));
            }
        }
        return comparisons;
    }

    private static Comparison of(ShotView shot, FrameQuality frame, FrameGrabber source, FrameGrabber coded) {
        ShownAs shown = ShownAs.of(source.geometry());
        BgrImage before = shown.shown(source.picture(source.width(), source.height()));
        BgrImage after = shown.shown(coded.picture(source.width(), source.height()));
        WorstArea area = WorstArea.of(before, after, WIDTH, HEIGHT);
        int rows = Math.max(2, Math.round((float) WHOLE * source.height() / source.width()));
        BgrImage whole = shown.shown(coded.picture(WHOLE, rows));
        return new Comparison(
                shot,
                frame,
                area,
                before.width(),
                before.height(),
                DataUri.png(area.of(before)),
                DataUri.png(area.of(after)),
                DataUri.jpeg(whole));
    }
}
