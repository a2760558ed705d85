package io.jndencode.label.pseudo;

import io.jndencode.JndException;
import io.jndencode.label.LabelledFrames;
import io.jndencode.label.SourceFiles;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.VideoStream;
import io.jndencode.media.compare.ConstantQpRoundTrip;
import io.jndencode.media.compare.Variation;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.quality.ShotContent;
import io.jndencode.shot.ShotList;
import io.jndencode.shot.TimedShot;
import io.jndencode.shot.detect.ShotOptions;
import io.jndencode.shot.detect.ShotScan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws takes of a source: of a video anywhere in its shots, of a picture pans anywhere over it; some cropped, scaled, mirrored, dimmed,
 * with grain added or removed. The same seed and file name draw the same takes.
 *
 * @param seed what chance begins with
 * @param perVideo takes of a video
 * @param perPicture takes of a picture
 */
record TakeSampler(long seed, int perVideo, int perPicture) {
    /** Smallest side of a take: below that little of a picture's texture is left. */
    private static final int SMALLEST = 128;

    private static final int MOST_SPEED = 3;

    int count(Path file) {
        return SourceFiles.isPicture(file) ? perPicture : perVideo;
    }

    /** Returns the takes of a source, in order; none if it is too small or its shots too short. */
    List<Take> of(Path file) {
        MediaInfo info = MediaProbe.probe(file);
        VideoStream video = info.video();
        if (Math.min(video.geometry().width(), video.geometry().height()) < SMALLEST) {
            return List.of();
        }
        SplittableRandom random = new SplittableRandom(
                seed * 1_000_003 + String.valueOf(file.getFileName()).hashCode());
        return SourceFiles.isPicture(file) ? pans(info, random) : excerpts(info, random);
    }

    private List<Take> excerpts(MediaInfo info, SplittableRandom random) {
        VideoStream video = info.video();
        if (!video.timing().frameRate().known()) {
            throw new JndException.Input(info.file() + " does not say its frame rate");
        }
        double rate = video.timing().frameRate().toDouble();
        int step = rate > ShotContent.FULL_RATE ? 2 : 1;
        long span = (long) Take.FRAMES * step + 1;
        List<TimedShot> lasting = shots(info).shots().stream()
                .filter(shot -> shot.shot().frames().length() > span + 1)
                .toList();
        List<Take> takes = new ArrayList<>();
        SourcePicture.Size size =
                SourcePicture.Size.of(video.geometry().width(), video.geometry().height());
        for (int i = 0; i < perVideo && !lasting.isEmpty(); i++) {
            TimedShot shot = lasting.get(random.nextInt(lasting.size()));
            long room = shot.shot().frames().length() - span;
            double start = shot.start() + random.nextLong(room) / rate;
            takes.add(new Take.OfVideo(
                    new ConstantQpRoundTrip.Excerpt(info.file(), start, Take.FRAMES, step, size.width(), size.height()),
                    variation(size.width(), size.height(), random)));
        }
        return takes;
    }

    private static ShotList shots(MediaInfo info) {
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.threads(1))) {
            return new ShotScan(reader, ShotOptions.DEFAULT).run(frames -> {});
        }
    }

    private List<Take> pans(MediaInfo info, SplittableRandom random) {
        List<Take> takes = new ArrayList<>();
        for (int i = 0; i < perPicture; i++) {
            takes.add(pan(info, random));
        }
        return takes;
    }

    private static Take pan(MediaInfo info, SplittableRandom random) {
        VideoStream picture = info.video();
        double part = random.nextDouble(0.5, 0.9);
        int width = even(Math.min(
                SourcePicture.WIDEST,
                Math.max(SMALLEST, part * picture.geometry().width())));
        int height = even(Math.min(
                SourcePicture.HIGHEST,
                Math.max(SMALLEST, part * picture.geometry().height())));
        int across = picture.geometry().width() - width;
        int down = picture.geometry().height() - height;
        int vx = Math.min(random.nextInt(MOST_SPEED + 1), across / Take.FRAMES);
        int vy = Math.min(random.nextInt(MOST_SPEED + 1), down / Take.FRAMES);
        int x0 = random.nextInt(Math.max(1, across - Take.FRAMES * vx + 1));
        int y0 = random.nextInt(Math.max(1, down - Take.FRAMES * vy + 1));
        return new Take.OfPicture(
                new ConstantQpRoundTrip.Pan(
                        info.file(), x0, y0, vx, vy, width, height, Take.FRAMES, LabelledFrames.PAN_FRAMES_PER_SECOND),
                variation(width, height, random));
    }

    /** Most takes are changed in one or two ways, some in none. */
    private static Variation variation(int width, int height, SplittableRandom random) {
        double part = random.nextInt(2) == 0 ? 1 : random.nextDouble(0.6, 1);
        double scale = random.nextInt(5) < 3 ? 1 : random.nextDouble(0.45, 0.9);
        double smallest = Math.min(width, height) * part * scale;
        boolean mirrored = random.nextBoolean();
        double light = random.nextInt(10) < 7 ? 1 : random.nextDouble(0.35, 0.9);
        int kind = random.nextInt(8);
        int grain = kind < 2 ? random.nextInt(2, 13) : kind == 2 ? -1 : 0;
        return new Variation(part, smallest < SMALLEST ? 1 : scale, mirrored, light, grain, random.nextInt(1 << 20));
    }

    private static int even(double size) {
        return 2 * (int) Math.floor(size / 2);
    }
}
