package io.jndencode.media.mux;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_NONSTRICT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_DATA;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import io.jndencode.media.timing.Timestamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Makes a copied stream's timestamps acceptable to a muxer: decoding times that never decrease, do not repeat if the container forbids it,
 * and are not after the presentation time. Wrong times are moved as little as possible, as FFmpeg's own program does, and counted.
 */
final class DecodingOrder {
    private final AVStream from;
    private final AVStream to;
    private final int step;
    private long last = Timestamps.NONE;
    private long lastEnd = Timestamps.NONE;
    private long moved;
    private long largest;
    private long untimed;

    /**
     * Creates the state for one copied stream.
     *
     * @param from the source's stream, named in the remarks
     * @param to the output's stream, whose time base the packets use
     */
    DecodingOrder(AVStream from, AVStream to, AVOutputFormat format) {
        this.from = from;
        this.to = to;
        boolean repeats = (format.flags() & AVFMT_TS_NONSTRICT) != 0 || type() == AVMEDIA_TYPE_DATA;
        this.step = repeats ? 0 : 1;
    }

    private int type() {
        return from.codecpar().codec_type();
    }

    /**
     * Corrects a packet's times.
     *
     * @param now current position in the output, in the stream's ticks: the time of a first packet without one
     */
    void put(AVPacket packet, long now) {
        complete(packet, now);
        long before = packet.dts();
        if (packet.dts() != Timestamps.NONE && packet.pts() != Timestamps.NONE && packet.dts() > packet.pts()) {
            long middle = last == Timestamps.NONE
                    ? packet.pts()
                    : Math.max(
                            Math.min(packet.pts(), packet.dts()),
                            Math.min(Math.max(packet.pts(), packet.dts()), last + 1));
            packet.pts(middle).dts(middle);
        }
        if (packet.dts() != Timestamps.NONE) {
            long least = last == Timestamps.NONE ? Long.MIN_VALUE : last + step;
            if (packet.dts() < least) {
                packet.pts(packet.pts() >= packet.dts() ? Math.max(packet.pts(), least) : packet.pts());
                packet.dts(least);
            }
            count(Math.abs(packet.dts() - before));
            last = packet.dts();
            lastEnd = packet.dts() + Math.max(0, packet.duration());
        }
    }

    private void count(long distance) {
        if (distance > 0) {
            moved++;
            largest = Math.max(largest, distance);
        }
    }

    /** Fills in missing times, except if frames are reordered, because only the muxer knows that order. */
    private void complete(AVPacket packet, long now) {
        boolean reordered = type() == AVMEDIA_TYPE_VIDEO && from.codecpar().video_delay() > 0;
        if (packet.pts() == Timestamps.NONE && packet.dts() == Timestamps.NONE) {
            untimed++;
            long time = lastEnd != Timestamps.NONE ? lastEnd : now;
            packet.pts(time).dts(time);
        } else if (packet.dts() == Timestamps.NONE && !reordered) {
            packet.dts(packet.pts());
        } else if (packet.pts() == Timestamps.NONE && !reordered) {
            packet.pts(packet.dts());
        }
        if (packet.duration() < 0) {
            packet.duration(0);
        }
    }

    /** Returns one sentence for each kind of change. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (moved > 0) {
            double milliseconds =
                    1000.0 * largest * to.time_base().num() / to.time_base().den();
            remarks.add(String.format(
                    Locale.ROOT,
                    "%s: the decoding times of %d packets step back or repeat and were moved, by %.1f ms at most",
                    StreamSelection.name(from),
                    moved,
                    milliseconds));
        }
        if (untimed > 0) {
            remarks.add("%s: %d packets have no timestamp and were given that of their place in the file"
                    .formatted(StreamSelection.name(from), untimed));
        }
        return remarks;
    }
}
