package io.jndencode.media.stitch;

import io.jndencode.JndException;
import io.jndencode.media.segment.SegmentHeader;
import io.jndencode.media.segment.SegmentReader;
import io.jndencode.media.segment.SegmentSizes;
import io.jndencode.media.timing.DecodeTimes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The packets of consecutive segments as one stream, in the source's time base. Two segments are open at a time, because the last frame of
 * one lasts until the first of the next.
 */
final class JoinedVideo implements Closeable {
    /**
     * A packet of the joined stream, in decoding order.
     *
     * @param data Annex B
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on; equals is not used
    record Packet(long pts, long dts, long duration, boolean key, byte[] data) {}

    private final List<Path> segments;
    private final DecodeTimes decodeTimes;
    private final long nominalTicks;
    private final long lastPts;
    private final SegmentHeader header;
    private SegmentReader current;
    private @Nullable SegmentReader following;
    private final long start;
    private final OptionalLong knownEnd;
    private int index;
    private boolean firstOfSegment = true;

    private JoinedVideo(List<Path> segments, SegmentReader first, OptionalLong knownEnd) throws IOException {
        this.segments = List.copyOf(segments);
        this.knownEnd = knownEnd;
        this.current = first;
        this.start = first.pts()[0];
        this.header = first.header().forContainer(firstPacket(segments.get(0)), () -> SegmentSizes.of(segments));
        double ticks = header.frameRate().known()
                ? 1 / (header.frameRate().toDouble() * header.timeBase().toDouble())
                : 1;
        this.nominalTicks = Math.max(1, Math.round(ticks));
        long[] last = segments.size() == 1 ? first.pts() : timesOf(segments.get(segments.size() - 1));
        this.lastPts = last[last.length - 1];
        this.decodeTimes = new DecodeTimes(header.reorderDepth(), lead(last, header.reorderDepth()));
        decodeTimes.append(first.pts());
        this.following = open(1);
    }

    private static byte[] firstPacket(Path segment) throws IOException {
        try (SegmentReader reader = SegmentReader.open(segment)) {
            SegmentReader.Packet first = reader.next();
            return first == null ? new byte[0] : first.data();
        }
    }

    /** Returns the duration of the last frames, those shown after the last packet's decoding time. */
    private long lead(long[] pts, int depth) {
        return pts.length > depth ? lastPts - pts[pts.length - 1 - depth] : depth * nominalTicks;
    }

    private static long[] timesOf(Path segment) throws IOException {
        try (SegmentReader reader = SegmentReader.open(segment)) {
            return reader.pts();
        }
    }

    /**
     * Opens the segments for reading in order. Throws if they do not fit together.
     *
     * @param end end of the last frame's display, if known
     */
    static JoinedVideo open(List<Path> segments, OptionalLong end) throws IOException {
        SegmentReader first = SegmentReader.open(segments.get(0));
        try {
            return new JoinedVideo(segments, first, end);
        } catch (IOException | RuntimeException | Error e) {
            first.close();
            throw e;
        }
    }

    private @Nullable SegmentReader open(int number) throws IOException {
        if (number >= segments.size()) {
            return null;
        }
        SegmentReader reader = SegmentReader.open(segments.get(number));
        long lastBefore = current.pts()[current.pts().length - 1];
        if (!reader.header().equals(current.header()) || reader.pts()[0] <= lastBefore) {
            reader.close();
            throw new JndException.Encode("the segments %s and %s cannot be joined: %s"
                    .formatted(
                            segments.get(number - 1),
                            segments.get(number),
                            reader.pts()[0] <= lastBefore
                                    ? "the second begins before the first ends"
                                    : "they were encoded with different settings or encoders"));
        }
        return reader;
    }

    SegmentHeader header() {
        return header;
    }

    /** Returns the timestamp of the first frame. */
    long start() {
        return start;
    }

    /** Returns the end of the last frame's display; if unknown, it is taken to last as long as frames do on average. */
    long end() {
        return knownEnd.orElse(lastPts + nominalTicks);
    }

    /** Returns the next packet, or null after the last. */
    @Nullable
    Packet next() throws IOException {
        SegmentReader.Packet packet = current.next();
        while (packet == null) {
            if (following == null) {
                return null;
            }
            current.close();
            current = following;
            following = null;
            index++;
            firstOfSegment = true;
            decodeTimes.append(current.pts());
            following = open(index + 1);
            packet = current.next();
        }
        byte[] data = index > 0 && firstOfSegment ? current.header().encoder().continued(packet.data()) : packet.data();
        firstOfSegment = false;
        return new Packet(current.pts()[packet.frame()], decodeTimes.next(), duration(packet), packet.key(), data);
    }

    private long duration(SegmentReader.Packet packet) {
        long[] pts = current.pts();
        int after = packet.frame() + 1;
        if (after < pts.length) {
            return pts[after] - pts[after - 1];
        }
        if (following != null) {
            return following.pts()[0] - pts[after - 1];
        }
        if (knownEnd.isPresent()) {
            return knownEnd.getAsLong() - pts[after - 1];
        }
        return packet.duration() > 0 ? packet.duration() : nominalTicks;
    }

    @Override
    public void close() throws IOException {
        current.close();
        if (following != null) {
            following.close();
        }
    }
}
