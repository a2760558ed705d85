package io.jndencode.media.dolbyvision;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.VideoStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows where the edges of a picture come to lie through filters that cut and scale it, as long as the others leave shape and colours. */
public final class PictureMove {
    private static final Pattern CROP = Pattern.compile("crop=(\\d+):(\\d+):(\\d+):(\\d+)(:exact=1)?");
    private static final Pattern SCALE = Pattern.compile("scale=(-2|\\d+):(-2|\\d+)(:flags=[a-z+_]+)?");

    /** Filters that take noise away or sharpen, and move nothing. */
    private static final Pattern HARMLESS =
            Pattern.compile("(atadenoise|bm3d|cas|copy|dctdnoiz|deband|fftdnoiz|gradfun|hqdn3d|nlmeans|null|owdenoise"
                    + "|removegrain|unsharp|vaguedenoiser)(=[^\\[\\]';\\\\]*)?");

    private double width;
    private double height;
    private double across = 1;
    private double down = 1;
    private double left;
    private double right;
    private double top;
    private double bottom;

    private PictureMove(VideoStream coded) {
        this.width = coded.geometry().width();
        this.height = coded.geometry().height();
    }

    /** Returns what a video's filters do to the edges of its pictures; empty if they may do anything else. */
    public static Optional<ActiveArea.Move> of(MediaInfo info) {
        PictureMove move = new PictureMove(info.coded());
        for (String filter : info.filterChain().isEmpty()
                ? new String[0]
                : info.filterChain().split(",", -1)) {
            if (!move.through(filter)) {
                return Optional.empty();
            }
        }
        ActiveArea cut = new ActiveArea(round(move.left), round(move.right), round(move.top), round(move.bottom));
        return Optional.of(new ActiveArea.Move(cut, move.across, move.down));
    }

    private static int round(double value) {
        return (int) Math.round(value);
    }

    private boolean through(String filter) {
        Matcher crop = CROP.matcher(filter);
        Matcher scale = SCALE.matcher(filter);
        if (crop.matches()) {
            int wide = Integer.parseInt(crop.group(1));
            int high = Integer.parseInt(crop.group(2));
            int x = Integer.parseInt(crop.group(3));
            int y = Integer.parseInt(crop.group(4));
            left += x / across;
            right += (width - wide - x) / across;
            top += y / down;
            bottom += (height - high - y) / down;
            width = wide;
            height = high;
            return true;
        }
        if (scale.matches()) {
            double byWidth = Integer.parseInt(scale.group(1)) / width;
            double byHeight = Integer.parseInt(scale.group(2)) / height;
            resize(byWidth > 0 ? byWidth : byHeight, byHeight > 0 ? byHeight : byWidth);
            return true;
        }
        return HARMLESS.matcher(filter).matches();
    }

    private void resize(double horizontally, double vertically) {
        across *= horizontally;
        down *= vertically;
        width *= horizontally;
        height *= vertically;
    }
}
