package io.jndencode.shot.alike;

/**
 * What a shot looks like: of every so many frames the mean luma of {@value #CELLS} cells, which codecs and sizes hardly change.
 *
 * @param frames number of frames in the shot
 * @param stride frames from one picture to the next, the first of them the shot's first frame
 * @param cells the pictures one after the other, row-major, unsigned; owned by the record, must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by what it shows, not with equals
public record ShotLook(long frames, int stride, byte[] cells) {
    static final int COLUMNS = 8;
    static final int ROWS = 6;
    /** Cells of a picture. */
    public static final int CELLS = COLUMNS * ROWS;

    /** Frames apart in a sparse look: a quarter of a second, but never fewer pictures than {@value #FEWEST} where there are as many frames. */
    private static final int SPARSE = 6;

    private static final int FEWEST = 8;
    /** Pictures in the sparse look of a very long shot. */
    private static final int MOST = 48;

    /** Mean difference of two cells, in grey levels, up to which two runs of pictures are the same. */
    private static final double SAME = 2;

    /** The same for a single picture. */
    private static final double SAME_PICTURE = 4;

    /** Deviation of the cells of a picture below which it is too flat to be told from others, in grey levels. */
    private static final double FLAT = 6;

    /** Frames that two shots must have in common, unless one has fewer, and at least so large a part of the shorter one. */
    private static final int COMMON = 8;

    private static final double COMMON_SHARE = 0.5;

    public ShotLook {
        if (frames < 1 || stride < 1 || cells.length != CELLS * ((frames + stride - 1) / stride)) {
            throw new IllegalArgumentException(
                    cells.length + " cells for " + frames + " frames, a picture every " + stride);
        }
    }

    int pictures() {
        return cells.length / CELLS;
    }

    /** Returns a few of its pictures: enough to find it again among all pictures of another shot. */
    public ShotLook sparse() {
        long apart = Math.max(1, Math.min(SPARSE, frames / FEWEST));
        int wide = (int) Math.max(apart, (frames + MOST - 1) / MOST);
        if (stride != 1 || wide == 1) {
            return this;
        }
        byte[] few = new byte[(int) (CELLS * ((frames + wide - 1) / wide))];
        for (int picture = 0; picture * CELLS < few.length; picture++) {
            System.arraycopy(cells, picture * wide * CELLS, few, picture * CELLS, CELLS);
        }
        return new ShotLook(frames, wide, few);
    }

    /** Returns whether its pictures are too flat, or black, to say what it shows. */
    boolean isFlat() {
        double deviations = 0;
        for (int picture = 0; picture < pictures(); picture++) {
            deviations += deviation(picture);
        }
        return deviations / pictures() < FLAT;
    }

    private double deviation(int picture) {
        double sum = 0;
        double squares = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            int value = cell(picture, cell);
            sum += value;
            squares += value * value;
        }
        double mean = sum / CELLS;
        return Math.sqrt(Math.max(0, squares / CELLS - mean * mean));
    }

    int cell(int picture, int cell) {
        return cells[picture * CELLS + cell] & 0xff;
    }

    /**
     * Returns whether another shot shows the same pictures, but for some at its ends.
     *
     * @param other may be sparse; this one has a picture of every frame
     */
    boolean isSame(ShotLook other) {
        long least = Math.max(
                Math.min(COMMON, Math.min(frames, other.frames)),
                Math.round(COMMON_SHARE * Math.min(frames, other.frames)));
        for (long later = least - other.frames; later <= frames - least; later++) {
            if (isSame(other, later)) {
                return true;
            }
        }
        return false;
    }

    /** Compares the pictures if the other shot begins so many frames later than this one. */
    private boolean isSame(ShotLook other, long later) {
        double sum = 0;
        int compared = 0;
        for (int picture = 0; picture < other.pictures(); picture++) {
            long mine = later + (long) picture * other.stride;
            if (mine >= 0 && mine < frames) {
                double difference = difference((int) mine, other, picture);
                if (difference > SAME_PICTURE) {
                    return false;
                }
                sum += difference;
                compared++;
            }
        }
        return compared > 0 && sum / compared <= SAME;
    }

    private double difference(int mine, ShotLook other, int picture) {
        int sum = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            sum += Math.abs(cell(mine, cell) - other.cell(picture, cell));
        }
        return (double) sum / CELLS;
    }
}
