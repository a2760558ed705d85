package io.jndencode.media.read;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.filter.FilteredFrames;
import io.jndencode.media.input.PacketTimes;
import io.jndencode.media.timing.Timestamps;
import java.util.Arrays;
import java.util.Set;

/** Positions a {@link VideoReader}: jumps to a key frame if that is sure to reach the right frame, otherwise reads up to it. */
final class FrameFinder {
    private static final int JUMPS = 4;

    /** Fewest frames worth skipping; decoding fewer is faster than analysing the packets. */
    private static final int WORTH_SKIPPING = 100;

    /** Frames that must match the packets before the packets' count is trusted. */
    private static final int CHECKED = 24;

    /** Extra frames, so that rounding of times by the caller does not miss a frame. */
    private static final int SPARE = 2;

    /** Containers that store every packet's own time and have an index of key frames. */
    private static final Set<String> INDEXED = Set.of("mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm");

    /** Codecs of which a packet in such containers is one displayed frame. */
    private static final Set<String> ONE_FRAME_A_PACKET =
            Set.of("h264", "hevc", "av1", "mpeg4", "prores", "mjpeg", "dnxhd", "ffv1");

    private final VideoReader reader;
    private final MediaInfo info;

    FrameFinder(VideoReader reader) {
        this.reader = reader;
        this.info = reader.info();
    }

    /** Positions a reader on a frame that must be there, and closes it if it is not. */
    static VideoReader openAt(VideoReader reader, long pts, long index) {
        try {
            if (!reader.seekTo(pts, index)) {
                throw noFrame(reader.info(), pts);
            }
            return reader;
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }

    /** Positions the reader as {@link VideoReader#seekTo} does. */
    boolean exactly(long target, long frameIndex, boolean mayJump) {
        boolean found = (mayJump && reader.clock().rise() && jumpTo(target)) || scanTo(target);
        if (found) {
            reader.standOn(frameIndex, false);
        }
        return found;
    }

    /** Positions the reader as {@link VideoReader#seekNear} does. */
    boolean near(long target) {
        if (!reader.untouched()) {
            reader.reopen();
        }
        if (reader.clock().rise() && !seek(FilteredFrames.runUp(info, target))) {
            reader.reopen();
        }
        reader.standOn(-1, false);
        decodeTo(target);
        return reader.stands();
    }

    /** Positions the reader as {@link VideoReader#skipTowards} does. */
    void skipTowards(long time) {
        boolean known = reader.scale() == 1
                && INDEXED.contains(info.container())
                && ONE_FRAME_A_PACKET.contains(info.video().codec())
                && reader.repairedTimestamps() == 0
                && reader.lostFrames() == 0;
        long[] times = known ? PacketTimes.until(info, time) : new long[0];
        int behind = Arrays.binarySearch(times, time);
        int frame = (behind < 0 ? -behind - 1 : behind) - SPARE;
        if (frame < WORTH_SKIPPING || times[0] != reader.pts()) {
            return;
        }
        if (jumpTo(times[frame]) && comeAsSaid(times, frame + 1) && jumpTo(times[frame])) {
            reader.standOn(frame, true);
        } else {
            reader.reopen();
            reader.next();
        }
    }

    private boolean comeAsSaid(long[] times, int from) {
        for (int frame = from; frame < Math.min(times.length, from + CHECKED); frame++) {
            if (!reader.next() || reader.pts() != times[frame]) {
                return false;
            }
        }
        return clean(times[from - 1]);
    }

    /** Tries key frames further and further back; a frame is accepted only if decoding up to it had no errors. */
    private boolean jumpTo(long target) {
        long step = Math.max(1, Math.round(1 / info.video().timing().timeBase().toDouble()));
        long from = FilteredFrames.runUp(info, target);
        long key = Timestamps.NONE;
        for (int attempt = 0; attempt < JUMPS; attempt++) {
            if (!reader.untouched()) {
                reader.reopen();
            }
            reader.standOn(-1, false);
            if (!seek(from)) {
                return false;
            }
            if (decodeTo(target) && clean(target)) {
                return true;
            }
            if (firstKey() == key) {
                return false;
            }
            key = firstKey();
            from -= step;
            step *= 4;
        }
        return false;
    }

    private boolean clean(long target) {
        long key = firstKey();
        return reader.decoder().errors() == 0
                && reader.decoder().damaged() == 0
                && reader.repairedTimestamps() == 0
                && key != Timestamps.NONE
                && key <= FilteredFrames.runUp(info, target);
    }

    private boolean seek(long time) {
        return reader.decoder().seek(Math.floorDiv(time, reader.scale()));
    }

    private long firstKey() {
        long key = reader.decoder().firstKeyPts();
        return key == Timestamps.NONE ? key : key * reader.scale();
    }

    private boolean scanTo(long target) {
        reader.reopen();
        return decodeTo(target);
    }

    private boolean decodeTo(long target) {
        while (reader.next()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new JndException.Interrupted("interrupted while looking for a frame of " + info.file());
            }
            if (reader.pts() >= target) {
                return reader.pts() == target;
            }
        }
        return false;
    }

    /** Returns the exception for a frame that an earlier reader of this file returned and that is missing now. */
    private static JndException noFrame(MediaInfo info, long pts) {
        double seconds = info.video().timing().timeBase().seconds(pts);
        return new JndException.Input("%s has no frame at timestamp %d (%.3f s); was it changed since it was analysed?"
                .formatted(info.file(), pts, seconds));
    }
}
