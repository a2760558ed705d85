package io.jndencode.media.mux;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Subtitle lines that may overlap as texts that do not: each moment has the text of all lines shown then. Lines begin when they begin;
 * one whose end is not known lasts until the next begins. Times are ticks of the stream.
 */
final class SubtitleLines {
    private static final long UNKNOWN = Long.MAX_VALUE;

    /**
     * A text for a while.
     *
     * @param end first tick after it
     * @param lines those shown, the one that began first first
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
     * Takes a line, in the order of the file.
     *
     * @param duration 0 where unknown
     * @param text empty where nothing is shown any more
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

    /** The texts that begin before a time, which no line to come will begin before. */
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
                break; // until the next line, which is to come
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

    /** When the next line begins or ends after a time. */
    private long change(long after) {
        long next = UNKNOWN;
        for (Line line : open) {
            next = line.start > after ? Math.min(next, line.start) : next;
            next = line.end > after ? Math.min(next, line.end) : next;
        }
        return next;
    }

    /**
     * All texts that are left.
     *
     * @param end of lines whose own is not known
     */
    List<Shown> rest(long end) {
        for (Line line : open) {
            if (line.end == UNKNOWN) {
                line.end = Math.max(end, line.start + 1);
            }
        }
        return until(UNKNOWN);
    }

    /** Lines so far that are shown at the same time as others. */
    long overlapping() {
        return overlapping;
    }

    /** Lines so far that came when a later one was given already. */
    long late() {
        return late;
    }
}
