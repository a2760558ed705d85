package io.jndencode.media.filter.choice;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.input.VideoDecoder;
import io.jndencode.media.open.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * A look at the fields of a video: whether its frames are whole pictures of film, each possibly spread over two frames as telecine does,
 * or fields that were taken one after the other. Every frame of a short video is looked at, parts of a long one spread evenly over it.
 *
 * <p>Where something moves, two fields of one picture fit together and fields of two pictures do not. In film a frame's fields fit, or one
 * of them fits the other field of the frame before; in video neither does, since every field is of another moment.
 *
 * @param top what was seen if top fields come first
 * @param bottom what was seen if bottom fields come first
 */
record FieldSurvey(Seen top, Seen bottom) {
    static final FieldSurvey NOTHING = new FieldSurvey(Seen.NOTHING, Seen.NOTHING);

    /** Film is recognised by at least so many frames, and so many times as many as speak against it: of telecined film one in five does. */
    private static final int FEWEST = 5;

    private static final int MARGIN = 2;

    /** Videos of up to so many frames are looked at frame by frame, of others so many parts of so many frames. */
    private static final int SHORT = 480;

    private static final int PARTS = 16;
    private static final int PART = 24;

    /** Frames at the beginning of a part that are left out: some refer to frames before it. */
    private static final int UNSURE = 3;

    /**
     * What frames say in which something moves.
     *
     * @param film frames in which one pair of neighbouring fields fits and another does not
     * @param split those of them whose own two fields do not
     * @param video frames in which all neighbouring fields fit equally badly
     * @param misfits how badly the first field of a frame fits the second of the frame before, over all frames: in the wrong order they are
     *     farther apart in time
     */
    record Seen(int film, int split, int video, long misfits) {
        static final Seen NOTHING = new Seen(0, 0, 0, 0);

        /** Part of what fields far apart fit worse by which fields must differ in fit to be of film; less than the other is video. */
        private static final double FILM = 0.4;

        private static final double VIDEO = 0.2;

        /** Share of the finest misfit, which is of the picture's own fine rows, above which more says that something moves. */
        private static final double MOVES = 0.03;

        private Seen with(Seen other) {
            return new Seen(film + other.film, split + other.split, video + other.video, misfits + other.misfits);
        }

        /**
         * Judges a frame by how badly fields fit.
         *
         * @param own its own two fields
         * @param before its first field and the second of the frame before
         * @param far the two others
         * @param least what says that something moves
         */
        static Seen of(int own, int before, int far, int least) {
            int better = Math.min(own, before);
            int moved = far - better;
            if (moved < Math.max(least, MOVES * better)) {
                return new Seen(0, 0, 0, before);
            }
            double apart = (double) Math.abs(own - before) / moved;
            boolean film = apart > FILM;
            return new Seen(film ? 1 : 0, film && before < own ? 1 : 0, apart < VIDEO ? 1 : 0, before);
        }
    }

    /** Looks at a video; throws {@link JndException.Interrupted} if the thread is interrupted. */
    static FieldSurvey of(MediaInfo info) {
        try (InputFile input = InputFile.open(info);
                VideoDecoder decoder = VideoDecoder.open(input, info.video().streamIndex(), 0);
                GrayPictures pictures = new GrayPictures()) {
            Look look = new Look(info, decoder, pictures);
            long frames = info.video().timing().frames();
            if (frames <= SHORT || info.duration() <= 0) {
                return look.at(SHORT, 0);
            }
            FieldSurvey all = NOTHING;
            for (int part = 0; part < PARTS; part++) {
                double seconds = info.duration() * (part + 0.5) / PARTS;
                if (!decoder.seek(look.origin()
                        + Math.round(seconds / info.video().timing().timeBase().toDouble()))) {
                    break;
                }
                all = all.with(look.at(PART, UNSURE));
            }
            return all;
        }
    }

    private FieldSurvey with(FieldSurvey other) {
        return new FieldSurvey(top.with(other.top), bottom.with(other.bottom));
    }

    private Seen likelier() {
        return top.misfits <= bottom.misfits ? top : bottom;
    }

    /** Returns whether the pictures are those of film. */
    boolean isFilm() {
        Seen seen = likelier();
        return seen.film >= FEWEST && seen.film >= MARGIN * seen.video;
    }

    /** Returns the order of fields by which pictures are joined, in fieldmatch's words; {@code auto} if all fit within their frames. */
    String order() {
        Seen seen = likelier();
        return seen.split < FEWEST ? "auto" : seen.equals(top) ? "tff" : "bff";
    }

    /** Reads frames and compares each with the one before. */
    private static final class Look {
        private final MediaInfo info;
        private final VideoDecoder decoder;
        private final GrayPictures pictures;
        private final long origin;
        private boolean waiting;

        Look(MediaInfo info, VideoDecoder decoder, GrayPictures pictures) {
            this.info = info;
            this.decoder = decoder;
            this.pictures = pictures;
            this.waiting = decoder.next();
            this.origin = waiting ? decoder.frame().best_effort_timestamp() : 0;
        }

        /** Returns the time of the video's first frame, in its ticks. */
        long origin() {
            return origin;
        }

        /** Looks at the frames from where the decoder stands. */
        FieldSurvey at(int frames, int skipped) {
            FieldSurvey all = NOTHING;
            byte[] before = null;
            boolean first = waiting && skipped == 0;
            waiting = false;
            for (int n = 0; n < frames && (first || decoder.next()); n++) {
                first = false;
                if (Thread.currentThread().isInterrupted()) {
                    throw new JndException.Interrupted("interrupted while looking for film in " + info.file());
                }
                byte[] picture = n < skipped ? null : picture();
                if (picture != null && before != null) {
                    all = all.with(of(before, picture, decoder.frame().width()));
                }
                before = picture;
            }
            return all;
        }

        private byte @Nullable [] picture() {
            boolean same = decoder.frame().width() == info.video().geometry().width()
                    && decoder.frame().height() == info.video().geometry().height();
            return same ? pictures.of(decoder.frame()) : null;
        }
    }

    private static FieldSurvey of(byte[] before, byte[] now, int width) {
        int least = Misfit.least(now.length);
        int own = Misfit.of(now, now, width);
        int top = Misfit.of(now, before, width);
        int bottom = Misfit.of(before, now, width);
        return new FieldSurvey(Seen.of(own, top, bottom, least), Seen.of(own, bottom, top, least));
    }

    /** How badly the rows of two fields fit together. */
    private static final class Misfit {
        /** Columns from one that is looked at to the next. */
        private static final int STEP = 4;

        /** Grey levels by which a row must differ from both its neighbours: FFmpeg's fieldmatch has the same. */
        private static final int LEVELS = 9;

        /** Share of the samples of which more say that something moves. */
        private static final double LEAST = 0.001;

        static int least(int samples) {
            return Math.max(8, (int) (LEAST * samples / STEP));
        }

        /** Counts samples that stand out between rows, in a picture with the even rows of one and the odd rows of the other. */
        static int of(byte[] even, byte[] odd, int width) {
            int height = even.length / width;
            int count = 0;
            for (int y = 2; y < height - 2; y++) {
                byte[] own = y % 2 == 0 ? even : odd;
                byte[] other = y % 2 == 0 ? odd : even;
                for (int at = y * width; at < (y + 1) * width; at += STEP) {
                    int same = 4 * (own[at] & 0xff) + (own[at - 2 * width] & 0xff) + (own[at + 2 * width] & 0xff);
                    int beside = (other[at - width] & 0xff) + (other[at + width] & 0xff);
                    count += Math.abs(same - 3 * beside) > 6 * LEVELS ? 1 : 0;
                }
            }
            return count;
        }
    }
}
