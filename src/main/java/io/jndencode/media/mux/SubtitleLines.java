package io.jndencode.media.mux;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Turns subtitle lines that may overlap into texts that do not: at each moment the text consists of all lines shown then. A line of unknown
 * duration lasts until the next begins. Times are ticks of the stream.
 */
final class SubtitleLines {
    private static final long UNKNOWN = Long.MAX_VALUE;

    /**
     * A text for a period.
     *
     * @param end first tick after it
     * @param lines the lines shown, in the order in which they began
     */
    record Shown(long start, long end, List<String> lines) {}

    private static final class Line {
        private final long start;
        private final List<String> text;
        private long end;
        private boolean overlaps;

        Line(long start, long end, List<String> text) {
            this.start = start;
            this.end = end;
            this.text = text;
        }

        boolean shownAt(long time) {
            return start <= time && time < end;
        }
    }

    private final List<Line> open = new ArrayList<>();
    private long given = Long.MIN_VALUE;
    private long lastText = Long.MIN_VALUE;
    private long overlapping;
    private long late;

    /**
     * Adds a line, in the order of the file.
     *
     * @param duration 0 if unknown
     * @param text empty if nothing is shown from here on
     */
    void add(long start, long duration, List<String> text) {
        for (Line line : open) {
            if (line.end == UNKNOWN && line.start < start) {
                line.end = start;
            }
        }
        if (text.isEmpty()) {
            return;
        }
        late += start <= lastText ? 1 : 0;
        long begin = Math.max(start, lastText + 1);
        given = Math.min(given, begin - 1);
        Line line = new Line(begin, duration > 0 ? start + duration : UNKNOWN, List.copyOf(text));
        for (Line other : open) {
            if (other.start < line.end && line.start < other.end) {
                mark(other);
                mark(line);
            }
        }
        open.add(line);
        open.sort(Comparator.comparingLong(each -> each.start));
    }

    private void mark(Line line) {
        overlapping += line.overlaps ? 0 : 1;
        line.overlaps = true;
    }

    /** Returns the texts that begin before a time; no later line may begin before it. */
    List<Shown> until(long time) {
        List<Shown> texts = new ArrayList<>();
        long begin = change(given);
        while (begin < time) {
            long at = begin;
            List<String> lines = open.stream()
                    .filter(line -> line.shownAt(at))
                    .flatMap(line -> line.text.stream())
                    .toList();
            long end = change(begin);
            if (!lines.isEmpty() && end == UNKNOWN) {
                break; // ends when the next line begins, which is still to come
            }
            if (!lines.isEmpty()) {
                texts.add(new Shown(begin, end, lines));
                lastText = begin;
            }
            given = begin;
            open.removeIf(line -> line.end <= at);
            begin = end;
        }
        return texts;
    }

    /** Returns when the next line begins or ends after a time. */
    private long change(long after) {
        long next = UNKNOWN;
        for (Line line : open) {
            next = line.start > after ? Math.min(next, line.start) : next;
            next = line.end > after ? Math.min(next, line.end) : next;
        }
        return next;
    }

    /**
     * Returns all remaining texts.
     *
     * @param end end of lines of unknown duration
     */
    List<Shown> rest(long end) {
        for (Line line : open) {
            if (line.end == UNKNOWN) {
                line.end = Math.max(end, line.start + 1);
            }
        }
        return until(UNKNOWN);
    }

    /** Returns the number of lines so far that overlap others. */
    long overlapping() {
        return overlapping;
    }

    /** Returns the number of lines so far that arrived after a later one had been written. */
    long late() {
        return late;
    }
}
