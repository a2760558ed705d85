package io.jndencode.label.metric;

import io.jndencode.JndException;
import io.jndencode.label.SourceFiles;
import io.jndencode.math.EvenSpread;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.VideoStream;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.quality.ShotContent;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.ShotList;
import io.jndencode.shot.TimedShot;
import io.jndencode.shot.detect.ShotOptions;
import io.jndencode.shot.detect.ShotScan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses what of a video or picture is labelled: of each shot its middle, of a picture one slow pan.
 *
 * @param maxShots of a video, spread over its length
 */
record ClipSampler(int maxShots) {
    private static final int SMALLEST = 64;
    /** Shorter shots hold too little motion for the metrics in time. */
    private static final int FEWEST_FRAMES = 12;

    /** The runs of one source, in order; none where nothing of it can be labelled. */
    List<Clip> find(Path file) {
        MediaInfo info = MediaProbe.probe(file);
        VideoStream video = info.video();
        if (Math.min(video.geometry().width(), video.geometry().height()) < SMALLEST) {
            return List.of();
        }
        return SourceFiles.isPicture(file) ? List.of(pan(info)) : ofVideo(info);
    }

    private List<Clip> ofVideo(MediaInfo info) {
        VideoStream video = info.video();
        if (!video.timing().frameRate().known()) {
            throw new JndException.Input(info.file() + " does not say its frame rate");
        }
        ShotList shots;
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.threads(1))) {
            shots = new ShotScan(reader, ShotOptions.DEFAULT).run(frames -> {});
        }
        int step = video.timing().frameRate().toDouble() > ShotContent.FULL_RATE ? 2 : 1;
        List<TimedShot> lasting = shots.shots().stream()
                .filter(shot -> shot.shot().frames().length() >= (long) FEWEST_FRAMES * step)
                .toList();
        int count = Math.min(maxShots, lasting.size());
        List<Clip> runs = new ArrayList<>();
        for (int place : EvenSpread.places(count, lasting.size())) {
            runs.add(middle(info, lasting.get(place), step));
        }
        return runs;
    }

    private static Clip middle(MediaInfo info, TimedShot timed, int step) {
        VideoStream video = info.video();
        FrameRange range = timed.shot().frames();
        int frames = (int) Math.min(Clip.FRAMES, range.length() / step);
        long before = (range.length() - (long) frames * step) / 2;
        SourcePicture.Size size =
                SourcePicture.Size.of(video.geometry().width(), video.geometry().height());
        return new Clip.OfVideo(
                name(info.file()),
                range.start() + before,
                Math.round((timed.start() + before / video.timing().frameRate().toDouble()) * 1000) / 1000.0,
                frames,
                step,
                size.width(),
                size.height());
    }

    /** Nine tenths of the picture, or as much as the largest encode shows; the movement differs by the picture's name. */
    private static Clip pan(MediaInfo info) {
        VideoStream picture = info.video();
        int width = even(Math.min(SourcePicture.WIDEST, 0.9 * picture.geometry().width()));
        int height =
                even(Math.min(SourcePicture.HIGHEST, 0.9 * picture.geometry().height()));
        int kind = Math.floorMod(name(info.file()).hashCode(), 8);
        int vx = Math.min(kind % 4, (picture.geometry().width() - width) / Clip.FRAMES);
        int vy =
                Math.min(kind / 4 + (kind % 4 == 0 ? 1 : 0), (picture.geometry().height() - height) / Clip.FRAMES);
        int x0 = (picture.geometry().width() - width - vx * (Clip.FRAMES - 1)) / 2;
        int y0 = (picture.geometry().height() - height - vy * (Clip.FRAMES - 1)) / 2;
        return new Clip.OfPicture(name(info.file()), x0, y0, vx, vy, width, height, Clip.FRAMES);
    }

    private static int even(double size) {
        return 2 * (int) Math.floor(size / 2 + 0.25);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Frames of a run that become pictures: evenly spread, none at its ends. */
    static List<Integer> chosen(int frames, int wanted) {
        return EvenSpread.places(wanted, frames);
    }
}
