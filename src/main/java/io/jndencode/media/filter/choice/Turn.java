package io.jndencode.media.filter.choice;

import io.jndencode.media.VideoStream;

/**
 * How a picture is turned, and mirrored before that, for showing: phones store the pictures of an upright video lying. Filters see them as they are stored, and what a
 * user says of a picture is of the one shown.
 *
 * @param clockwise degrees; what is no multiple of 90 counts as none
 * @param mirrored whether left and right change places first
 */
record Turn(int clockwise, boolean mirrored) {
    Turn {
        clockwise = clockwise % 90 == 0 ? Math.floorMod(clockwise, 360) : 0;
    }

    static Turn of(VideoStream video) {
        return new Turn(video.geometry().rotation(), video.geometry().mirrored());
    }

    /** Returns whether rows are stored as columns. */
    boolean lying() {
        return clockwise % 180 != 0;
    }

    /** A part of a picture, in its columns and rows. */
    record Area(int width, int height, int left, int top) {
        @Override
        public String toString() {
            return width + ":" + height + ":" + left + ":" + top;
        }
    }

    /** Returns the part of a stored picture of some size that is this part of the shown one. */
    Area stored(Area shown, int width, int height) {
        Area turned = switch (clockwise) {
            case 90 -> new Area(shown.height, shown.width, shown.top, height - shown.left - shown.width);
            case 180 ->
                new Area(
                        shown.width, shown.height, width - shown.left - shown.width, height - shown.top - shown.height);
            case 270 -> new Area(shown.height, shown.width, width - shown.top - shown.height, shown.left);
            default -> shown;
        };
        return mirrored
                ? new Area(turned.width, turned.height, width - turned.left - turned.width, turned.top)
                : turned;
    }

    /** Returns how pictures are stored, for sentences: {@code turned by 90 degrees}, {@code mirrored} or both. */
    @Override
    public String toString() {
        String turned = clockwise == 0 ? "" : "turned by " + clockwise + " degrees";
        return mirrored ? turned.isEmpty() ? "mirrored" : "mirrored and " + turned : turned;
    }
}
