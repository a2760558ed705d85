package io.jndencode.media.filter.choice;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.input.VideoDecoder;
import io.jndencode.media.open.InputFile;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A look at the pictures of a whole video: the part of them that is ever used, and whether any is interlaced. Every frame of a short video
 * is looked at, every key frame of a long one, so that neither a dark beginning nor a bar with subtitles in it is taken for unused.
 *
 * @param left first column used; all are those of coded pictures
 * @param top first row used
 * @param right one past the last column used; not past {@code left} if all is black
 * @param bottom one past the last row used
 * @param interlaced whether any picture consists of two fields
 */
public record PictureSurvey(int left, int top, int right, int bottom, boolean interlaced) {
    /** Luma above which a sample is not black, of 255 with black at 0; the limit of FFmpeg's cropdetect, which is 24 with black at 16. */
    private static final int BLACK = 9;

    /** Share of a frame's brightest luma above which a sample is seen: coding makes more of less beside an edge. */
    private static final double SEEN = 0.1;

    /** Share of a row's or column's samples that must be seen: fewer are what coding makes beside an edge. */
    private static final double SEEN_SHARE = 0.2;

    /** Share of a frame's brightest luma above which a sample is no error of coding but part of a word or a mark in the bars. */
    private static final double BRIGHT = 0.22;

    /** Share of a row's or column's samples that must be bright where fewer are seen: a speck is no picture, a short word is. */
    private static final double BRIGHT_SHARE = 0.002;

    /** Videos of up to so many frames are looked at frame by frame, longer ones that have enough key frames at those. */
    private static final int SHORT = 3000;

    private static final int FEWEST_KEY_FRAMES = 100;

    /** Looks at a video; throws {@link JndException.Interrupted} if the thread is interrupted. */
    public static PictureSurvey of(MediaInfo info) {
        if (info.video().timing().frames() > SHORT) {
            Looked keys = look(info, true);
            if (keys.frames() >= FEWEST_KEY_FRAMES) {
                return keys.survey();
            }
        }
        return look(info, false).survey();
    }

    private record Looked(PictureSurvey survey, int frames) {}

    private static Looked look(MediaInfo info, boolean keys) {
        PictureSurvey all = new PictureSurvey(Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0, false);
        int frames = 0;
        try (InputFile input = InputFile.open(info);
                VideoDecoder decoder = VideoDecoder.open(input, info.video().streamIndex(), 0);
                GrayPictures pictures = new GrayPictures()) {
            if (keys) {
                decoder.keyFramesOnly();
            }
            while (decoder.next()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new JndException.Interrupted("interrupted while looking for black bars");
                }
                frames++;
                AVFrame frame = decoder.frame();
                boolean same = frame.width() == info.video().geometry().width()
                        && frame.height() == info.video().geometry().height();
                all = same ? all.with(of(frame, pictures.of(frame))) : all;
            }
        }
        return new Looked(all, frames);
    }

    private PictureSurvey with(PictureSurvey other) {
        return new PictureSurvey(
                Math.min(left, other.left),
                Math.min(top, other.top),
                Math.max(right, other.right),
                Math.max(bottom, other.bottom),
                interlaced || other.interlaced);
    }

    private static PictureSurvey of(AVFrame frame, byte[] samples) {
        boolean fields = (frame.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0;
        int width = frame.width(); // not asked for each sample: it is a native call
        int height = frame.height();
        int brightest = brightest(samples);
        Lines columns = new Lines(width, height, brightest);
        Lines rows = new Lines(height, width, brightest);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sample = samples[y * width + x] & 0xff;
                if (sample > BLACK) {
                    columns.count(x, sample);
                    rows.count(y, sample);
                }
            }
        }
        return new PictureSurvey(columns.first(), rows.first(), columns.end(), rows.end(), fields);
    }

    /** Returns a frame's brightest luma apart from a few samples. */
    private static int brightest(byte[] samples) {
        int[] counts = new int[256];
        for (byte sample : samples) {
            counts[sample & 0xff]++;
        }
        int brightest = 255;
        for (int above = counts[255]; brightest > 0 && above < samples.length / 100; above += counts[brightest]) {
            brightest--;
        }
        return brightest;
    }

    /** How many samples of each row, or of each column, are seen, and how many are bright. */
    private static final class Lines {
        private final int[] seen;
        private final int[] bright;
        private final int seenAbove;
        private final int brightAbove;
        private final double leastSeen;
        private final double leastBright;

        Lines(int number, int length, int brightest) {
            seen = new int[number];
            bright = new int[number];
            seenAbove = Math.max(BLACK, (int) (SEEN * brightest));
            brightAbove = Math.max(BLACK, (int) (BRIGHT * brightest));
            leastSeen = SEEN_SHARE * length;
            leastBright = Math.max(2, BRIGHT_SHARE * length);
        }

        void count(int line, int sample) {
            seen[line] += sample > seenAbove ? 1 : 0;
            bright[line] += sample > brightAbove ? 1 : 0;
        }

        private boolean used(int line) {
            return seen[line] >= leastSeen || bright[line] >= leastBright;
        }

        int first() {
            return IntStream.range(0, seen.length)
                    .filter(this::used)
                    .findFirst()
                    .orElse(Integer.MAX_VALUE);
        }

        int end() {
            int end = seen.length;
            while (end > 0 && !used(end - 1)) {
                end--;
            }
            return end;
        }
    }
}
