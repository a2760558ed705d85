package io.jndencode.ladder;

import io.jndencode.JndException;
import io.jndencode.encode.resume.Keys;
import io.jndencode.file.TextFile;
import io.jndencode.media.Cropping;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.VideoStream;
import io.jndencode.media.filter.FilterChain;
import io.jndencode.media.filter.FilteredVideo;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.plan.Preset;
import io.jndencode.shot.Shot;
import io.jndencode.shot.ShotListFile;
import io.jndencode.shot.ShotListFormat;
import io.jndencode.shot.detect.ShotOptions;
import io.jndencode.shot.detect.ShotScan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The picture of a video as players show it, and the same at the size of a rung: turned upright, mirrored where players do so, with square
 * pixels and even sides, since players of streams take a stream's size from its playlist and know no other shape.
 *
 * @param source the video, without filters
 * @param filtered the video behind the filters that come before any change of size; the same if there are none
 */
public record RungPicture(MediaInfo source, MediaInfo filtered) {
    private static final int QUARTER = 90;
    private static final int HALF = 180;

    /** The lines of a picture of 16:9 for each of its columns. */
    private static final double SHAPE = 9.0 / 16;

    /** A rung that is so little smaller or larger than the video has the video's size. */
    private static final double SLACK = 0.01;

    private static final double MOST_LARGER = 1.1;

    /** The most pixels in a line that decoders of all three codings take. */
    private static final int LONGEST = 16384;

    private VideoStream video() {
        return filtered.video();
    }

    /** A width and a height as shown. */
    public record Size(int width, int height) {
        /** Returns the shorter side. */
        public int lines() {
            return Math.min(width, height);
        }
    }

    /** Returns the size at which players show the video, in whole pixels. */
    public Size shown() {
        double sar = video().geometry().sar().known() ? video().geometry().sar().toDouble() : 1;
        int width = (int) Math.round(video().geometry().shownWidth() * sar);
        return turned()
                ? new Size(video().geometry().shownHeight(), width)
                : new Size(width, video().geometry().shownHeight());
    }

    private boolean turned() {
        return Math.floorMod(video().geometry().rotation(), HALF) == QUARTER;
    }

    /** Returns the lines of a rung of the video's own size. */
    public int lines() {
        Size whole = shown();
        double wide = Math.max(whole.width(), whole.height()) * SHAPE;
        return even(Math.max(whole.lines(), wide));
    }

    /** Returns by how much the video is scaled to fill a rung: 16 by 9 pixels of so many lines, upright where the video is. */
    private double scale(int lines) {
        Size whole = shown();
        double longer = Math.max(whole.width(), whole.height());
        double scale = Math.min((double) lines / whole.lines(), lines / SHAPE / longer);
        return scale > 1 - SLACK && scale < MOST_LARGER ? 1 : scale;
    }

    /** Returns whether a rung is no larger than the video; one that is a little larger becomes as large. */
    public boolean holds(Rung rung) {
        return scale(rung.lines()) <= 1;
    }

    /** Returns the size of a rung of so many lines: the video's shape as nearly as even sides have it. */
    public Size at(int lines) {
        Size whole = shown();
        double scale = scale(lines);
        Size size = new Size(even(whole.width() * scale), even(whole.height() * scale));
        if (Math.max(size.width(), size.height()) > LONGEST) {
            throw new JndException.Usage(
                    "%s is shown at %dx%d: a rung of %d lines would be %dx%d, more than %d pixels long"
                            .formatted(
                                    source.file(),
                                    whole.width(),
                                    whole.height(),
                                    lines,
                                    size.width(),
                                    size.height(),
                                    LONGEST));
        }
        return size;
    }

    private static int even(double pixels) {
        return (int) Math.max(2, 2 * Math.round(pixels / 2));
    }

    /**
     * Returns the video's shots, found once and kept in a folder.
     *
     * @param framesRead is told how many frames were read, after each
     */
    List<Shot> shots(Path folder, Preset preset, LongConsumer framesRead) {
        Path known = folder.resolve("shots-" + Keys.of(filtered).shots(preset) + ".csv");
        if (!Files.exists(known)) {
            ShotOptions options = preset.shotOptions(video().timing().frameRate());
            try (VideoReader reader = VideoReader.open(filtered, ReaderOptions.defaults())) {
                TextFile.write(known, ShotListFormat.CSV.write(new ShotScan(reader, options).run(framesRead)));
            }
        }
        return ShotListFile.read(known);
    }

    /** Returns the filter that turns and mirrors the pictures as players do; empty for those that are stored as they are shown. */
    private String turn() {
        boolean mirrored = video().geometry().mirrored();
        return switch (Math.floorMod(video().geometry().rotation(), 2 * HALF)) {
            case QUARTER -> mirrored ? "transpose=clock_flip" : "transpose=clock";
            case HALF -> mirrored ? "vflip" : "hflip,vflip";
            case QUARTER + HALF -> mirrored ? "transpose=cclock_flip" : "transpose=cclock";
            default -> mirrored ? "hflip" : "";
        };
    }

    /** Returns the video read at a rung's size. */
    public MediaInfo of(Rung rung) {
        Size size = at(rung.lines());
        List<String> chain = new ArrayList<>();
        Cropping hidden = video().geometry().cropping();
        if (hidden.any()) {
            chain.add("crop=" + video().geometry().shownWidth() + ":"
                    + video().geometry().shownHeight() + ":" + hidden.left() + ":" + hidden.top() + ":exact=1");
        }
        String turn = turn();
        if (!turn.isEmpty()) {
            chain.add(turn);
        }
        int width =
                turned() ? video().geometry().shownHeight() : video().geometry().shownWidth();
        int height =
                turned() ? video().geometry().shownWidth() : video().geometry().shownHeight();
        if (width != size.width() || height != size.height()) {
            chain.add(FilterChain.scaling(size.width(), size.height()));
        }
        boolean square = !video().geometry().sar().known()
                || video().geometry().sar().num() == video().geometry().sar().den();
        if (!square || !chain.isEmpty()) {
            chain.add("setsar=1");
        }
        if (chain.isEmpty()) {
            return filtered;
        }
        if (!filtered.filterChain().isEmpty()) {
            chain.add(0, filtered.filterChain());
        }
        return FilteredVideo.of(source, FilterChain.of(String.join(",", chain)));
    }
}
