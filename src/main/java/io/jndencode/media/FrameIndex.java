package io.jndencode.media;

import static org.bytedeco.ffmpeg.avformat.AVIndexEntry.AVINDEX_DISCARD_FRAME;
import static org.bytedeco.ffmpeg.global.avformat.*;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * What a container's own list of frames tells without decoding.
 *
 * @param frames shown frames, 0 where unknown
 * @param variable whether they are unevenly spaced, empty where the container has no full list
 */
record FrameIndex(long frames, Optional<Boolean> variable) {
    /** MP4 and QuickTime files list every frame, edit lists applied; other containers only some. */
    static FrameIndex of(InputFile input, AVStream stream) {
        int entries = avformat_index_get_entries_count(stream);
        if (!input.container().contains("mov") || entries < stream.nb_frames() || stream.nb_frames() == 0) {
            return new FrameIndex(declared(stream), Optional.empty());
        }
        long[] times = new long[entries];
        int shown = 0;
        for (int i = 0; i < entries; i++) {
            AVIndexEntry entry = avformat_index_get_entry(stream, i);
            if ((entry.flags() & AVINDEX_DISCARD_FRAME) == 0) {
                times[shown++] = entry.timestamp();
            }
        }
        return new FrameIndex(shown, Optional.of(uneven(Arrays.copyOf(times, shown))));
    }

    private static long declared(AVStream stream) {
        if (stream.nb_frames() > 0) {
            return stream.nb_frames();
        }
        String statistics = InputFile.tag(stream.metadata(), "NUMBER_OF_FRAMES");
        return statistics.matches("\\d{1,12}") ? Long.parseLong(statistics) : 0;
    }

    /** Whether distances between timestamps differ by more than rounding to ticks, and more than 1 %. */
    static boolean uneven(long[] times) {
        if (times.length < 3) {
            return false;
        }
        long[] steps = new long[times.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = times[i + 1] - times[i];
        }
        long median = median(steps);
        long tolerance = Math.max(1, median / 100);
        return Arrays.stream(steps).anyMatch(step -> Math.abs(step - median) > tolerance);
    }

    private static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
