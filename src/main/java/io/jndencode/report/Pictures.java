package io.jndencode.report;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFilters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All pictures of a report.
 *
 * @param thumbnails pictures by index of the shot; not every shot has one
 * @param comparisons comparisons of the worst frames, worst first
 * @param notes why some are missing, one sentence each
 */
record Pictures(NavigableMap<Integer, DataUri> thumbnails, List<Comparison> comparisons, List<String> notes) {
    static final Pictures NONE = new Pictures(new TreeMap<>(), List.of(), List.of());

    Pictures {
        comparisons = List.copyOf(comparisons);
        notes = List.copyOf(notes);
    }

    /** Takes the pictures from the files that exist; anything unreadable becomes a note. */
    static Pictures take(ReportData data, Sidecar sidecar, @Nullable Path source, @Nullable Path output) {
        List<String> notes = new ArrayList<>();
        NavigableMap<Integer, DataUri> thumbnails = new TreeMap<>();
        List<Comparison> comparisons = new ArrayList<>();
        try (FrameGrabber coded = open(output, info -> info, notes);
                FrameGrabber original = open(source, info -> SidecarFilters.read(sidecar, info), notes)) {
            // Prefers the encode: it has a key frame at every shot, so its pictures are cheapest to reach.
            if (coded != null) {
                thumbnails.putAll(Thumbnails.take(data, coded, data.start()));
            } else if (original != null) {
                thumbnails.putAll(Thumbnails.take(data, original, 0));
            }
            if (coded != null && original != null && data.measured()) {
                comparisons.addAll(Comparison.take(data, original, coded));
            }
        }
        return new Pictures(thumbnails, comparisons, notes);
    }

    private static @Nullable FrameGrabber open(@Nullable Path file, UnaryOperator<MediaInfo> read, List<String> notes) {
        if (file == null) {
            return null;
        }
        try {
            return FrameGrabber.open(read.apply(MediaProbe.probe(file)));
        } catch (JndException.Input e) {
            notes.add("No pictures from " + file + ": " + e.getMessage());
            return null;
        }
    }
}
