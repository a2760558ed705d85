package io.jndencode.report;

import io.jndencode.media.BgrImage;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Takes a thumbnail of every shot, or of shots spread evenly over the video if there are too many for a small page. */
final class Thumbnails {
    /** Maximum number of thumbnails, about 6 kB each in base64. */
    static final int MOST = 150;

    private static final int WIDTH = 176;
    private static final int HEIGHT = 132;

    /** Time limit, so that a file with a useless index does not hold up the report. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Thumbnails() {}

    /** Returns the shots to picture: all, or those shown at evenly spaced times. */
    static SortedSet<Integer> chosen(ReportData data) {
        SortedSet<Integer> chosen = new TreeSet<>();
        for (int i = 0; i < MOST; i++) {
            chosen.add(
                    data.shots().size() <= MOST
                            ? Math.min(i, data.shots().size() - 1)
                            : data.at((i + 0.5) / MOST).index());
        }
        return chosen;
    }

    /**
     * Takes the thumbnails.
     *
     * @param delay seconds by which the grabber's video begins later than the source
     */
    static NavigableMap<Integer, DataUri> take(ReportData data, FrameGrabber grabber, double delay) {
        ThumbnailSize size = ThumbnailSize.of(grabber.geometry(), WIDTH, HEIGHT);
        ShownAs shown = ShownAs.of(grabber.geometry());
        NavigableMap<Integer, DataUri> pictures = new TreeMap<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int index : chosen(data)) {
            ShotView shot = data.shots().get(index);
            if (System.nanoTime() < deadline && grabber.goTo(moment(shot) - delay)) {
                BgrImage image = grabber.picture(size.width(), size.height());
                pictures.put(index, DataUri.jpeg(shown.shown(image)));
            }
        }
        return pictures;
    }

    /**
     * Returns the time to picture: two seconds into the shot, three if it begins with a transition, the middle of a
     * short one.
     */
    private static double moment(ShotView shot) {
        double middle = shot.seconds() / 2;
        String how = shot.shot().extent().transition();
        boolean blended = "fade".equals(how) || "dissolve".equals(how) || "start".equals(how);
        return shot.start() + (blended ? Math.min(middle, 3) : Math.min(middle, 2));
    }

    /**
     * Returns the thumbnail of the shot, or of the nearest earlier shot that has one, otherwise of the nearest later
     * one.
     */
    static Map.Entry<Integer, DataUri> nearest(NavigableMap<Integer, DataUri> pictures, int shot) {
        Map.Entry<Integer, DataUri> before = pictures.floorEntry(shot);
        return before == null ? pictures.firstEntry() : before;
    }
}
