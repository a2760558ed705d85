package io.jndencode.media.dolbyvision;

/**
 * The part of a picture that is no letterbox bar, as the rows and columns beside it.
 *
 * @param left columns, the others accordingly
 */
public record ActiveArea(int left, int right, int top, int bottom) {
    int[] sides() {
        return new int[] {left, right, top, bottom};
    }

    /**
     * What becomes of pictures: cut, then scaled.
     *
     * @param cut rows and columns cut away
     * @param across factor on widths
     * @param down factor on heights
     */
    public record Move(ActiveArea cut, double across, double down) {
        /** Leaves pictures as they are. */
        public static final Move NONE = new Move(new ActiveArea(0, 0, 0, 0), 1, 1);

        /** Returns where an area comes to lie. */
        ActiveArea of(ActiveArea area) {
            return new ActiveArea(
                    side(area.left - cut.left, across),
                    side(area.right - cut.right, across),
                    side(area.top - cut.top, down),
                    side(area.bottom - cut.bottom, down));
        }

        private static int side(int left, double factor) {
            return (int) Math.round(Math.max(0, left) * factor);
        }
    }
}
