package io.jndencode.shot.detect;

import java.util.ArrayDeque;
import java.util.Deque;

/** Finds where splitting a long shot costs least: at a key frame of the source, else where the picture changes most. */
final class SplitPlaces {
    private record Place(long frame, boolean keyFrame, double difference) {}

    private final Deque<Place> places = new ArrayDeque<>();

    void add(long frame, boolean keyFrame, double difference) {
        places.addLast(new Place(frame, keyFrame, difference));
    }

    void forgetBefore(long frame) {
        while (!places.isEmpty() && places.getFirst().frame() < frame) {
            places.removeFirst();
        }
    }

    /**
     * Returns the best frame in {@code [first, last]}: the latest key frame, else the one with the largest difference, the later of equals.
     */
    long best(long first, long last) {
        Place best = new Place(last, false, -1);
        for (Place place : places) {
            boolean inside = place.frame() >= first && place.frame() <= last;
            boolean better = place.keyFrame() || (!best.keyFrame() && place.difference() >= best.difference());
            if (inside && better) {
                best = place;
            }
        }
        return best.frame();
    }
}
