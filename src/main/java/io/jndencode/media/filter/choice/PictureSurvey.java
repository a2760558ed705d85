package io.jndencode.media.filter.choice;

import static org.bytedeco.ffmpeg.global.avutil.*;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.ffmpeg.FilterGraph;
import io.jndencode.media.input.VideoDecoder;
import io.jndencode.media.open.InputFile;
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
    /** Luma above which a sample is not black, of 255; the limit of FFmpeg's cropdetect. */
    private static final int BLACK = 24;

    /** Share of a row's or column's samples that must not be black: a speck is no picture, a short word is. */
    private static final double SHARE = 0.002;

    /** Videos of up to so many frames are looked at frame by frame, longer ones that have enough key frames at those. */
    private static final int SHORT = 3000;

    private static final int FEWEST_KEY_FRAMES = 100;

    /** Looks at a video; throws {@link JndException.Interrupted} if the thread is interrupted. */
    public static PictureSurvey of(MediaInfo info) {
        if (info.video().frames() > SHORT) {
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
                VideoDecoder decoder = VideoDecoder.open(input, info.video().streamIndex(), 0)) {
            if (keys) {
                decoder.keyFramesOnly();
            }
            while (decoder.next()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new JndException.Interrupted("interrupted while looking for black bars");
                }
                frames++;
                AVFrame frame = decoder.frame();
                boolean same = frame.width() == info.video().width()
                        && frame.height() == info.video().height();
                all = same ? all.with(of(frame)) : all;
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

    private static PictureSurvey of(AVFrame frame) {
        boolean fields = (frame.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0;
        AVFrame gray = av_frame_alloc();
        try (FilterGraph conversion = FilterGraph.open(frame, "format=gray")) {
            conversion.apply(frame, gray);
            return used(gray, fields);
        } finally {
            av_frame_free(gray);
        }
    }

    private static PictureSurvey used(AVFrame gray, boolean fields) {
        int width = gray.width();
        int height = gray.height();
        int[] columns = new int[width];
        int[] rows = new int[height];
        byte[] row = new byte[width];
        for (int y = 0; y < height; y++) {
            gray.data(0).position((long) y * gray.linesize(0)).get(row);
            for (int x = 0; x < width; x++) {
                int bright = (row[x] & 0xff) > BLACK ? 1 : 0;
                rows[y] += bright;
                columns[x] += bright;
            }
        }
        int least = (int) Math.max(2, SHARE * width);
        int leastDown = (int) Math.max(2, SHARE * height);
        return new PictureSurvey(
                first(columns, leastDown), first(rows, least), end(columns, leastDown), end(rows, least), fields);
    }

    private static int first(int[] counts, int least) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] >= least) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static int end(int[] counts, int least) {
        for (int i = counts.length; i > 0; i--) {
            if (counts[i - 1] >= least) {
                return i;
            }
        }
        return 0;
    }
}
