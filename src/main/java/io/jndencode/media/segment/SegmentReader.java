package io.jndencode.media.segment;

import io.jndencode.JndException;
import io.jndencode.media.encoder.VideoEncoder;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/** Reads files written by {@link SegmentWriter}, and refuses incomplete ones. */
public final class SegmentReader implements Closeable {
    /**
     * One coded frame.
     *
     * @param frame position in the segment, in presentation order
     * @param duration in ticks, 0 if unknown
     * @param data Annex B, or a temporal unit of AV1
     */
    @SuppressWarnings("ArrayRecordComponent")
    public // passed on; equals is not used
    record Packet(int frame, long duration, boolean key, byte[] data) {}

    /**
     * The size of a packet.
     *
     * @param key whether decoding may begin with it
     */
    record Size(int bytes, boolean key) {}

    /** What precedes the bytes of a packet. */
    private record Head(int frame, long duration, boolean key, int size) {}

    private final Path file;
    private final CRC32C checksum = new CRC32C();
    private final InputStream unchecked;
    private final DataInputStream in;
    private final SegmentHeader header;
    private final long[] pts;
    private int packets;

    private SegmentReader(Path file, InputStream raw) throws IOException {
        this.file = file;
        this.unchecked = new BufferedInputStream(raw, 1 << 16);
        this.in = new DataInputStream(new CheckedInputStream(unchecked, checksum));
        byte[] magic = in.readNBytes(SegmentWriter.MAGIC.length);
        boolean dolbyVision = Arrays.equals(magic, SegmentWriter.DOLBY_VISION_MAGIC);
        this.header = SegmentHeader.read(encoder(magic), dolbyVision, in);
        int count = in.readInt();
        if (count < 1 || count > Files.size(file)) {
            throw damaged();
        }
        this.pts = new long[count];
        checksum.reset();
        for (int i = 0; i < count; i++) {
            pts[i] = in.readLong();
        }
        long expected = checksum.getValue();
        if (in.readLong() != expected) {
            throw damaged();
        }
        checksum.reset();
    }

    private VideoEncoder encoder(byte[] magic) throws IOException {
        if (Arrays.equals(magic, SegmentWriter.MAGIC)) {
            return VideoEncoder.usual();
        }
        if (!known(magic)) {
            throw damaged();
        }
        String name = in.readUTF();
        return VideoEncoder.all().stream()
                .filter(encoder -> encoder.library().equals(name))
                .findFirst()
                .orElseThrow(this::damaged);
    }

    /** Opens a segment and reads up to its first packet. */
    public static SegmentReader open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            return new SegmentReader(file, raw);
        } catch (EOFException e) {
            raw.close();
            throw new JndException.Encode("the segment " + file + " is cut off", e);
        } catch (IOException | RuntimeException | Error e) {
            raw.close();
            throw e;
        }
    }

    /** Returns whether a file begins like a segment. */
    static boolean isOne(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] magic = in.readNBytes(SegmentWriter.MAGIC.length);
            return known(magic);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean known(byte[] magic) {
        return Stream.of(SegmentWriter.MAGIC, SegmentWriter.NAMED_MAGIC, SegmentWriter.DOLBY_VISION_MAGIC)
                .anyMatch(one -> Arrays.equals(magic, one));
    }

    private JndException damaged() {
        return new JndException.Encode("the segment " + file + " is damaged");
    }

    public SegmentHeader header() {
        return header;
    }

    /** Returns the timestamps of the frames in presentation order; they must not be changed. */
    public long[] pts() {
        return pts;
    }

    /** Returns the next packet in decoding order, or null after the last, once the checksum was verified. */
    public @Nullable Packet next() throws IOException {
        try {
            if (packets == pts.length) {
                long expected = checksum.getValue();
                if (in.readLong() != expected) {
                    throw damaged();
                }
                return null;
            }
            Head head = head();
            byte[] data = in.readNBytes(head.size);
            if (data.length < head.size) {
                throw new EOFException();
            }
            return new Packet(head.frame, head.duration, head.key, data);
        } catch (EOFException e) {
            throw cutOff(e);
        }
    }

    /** Passes over the next packet, which must exist, and returns its size; the segment's checksum is not verified then. */
    Size skip() throws IOException {
        try {
            Head head = head();
            unchecked.skipNBytes(head.size);
            return new Size(head.size, head.key);
        } catch (EOFException e) {
            throw cutOff(e);
        }
    }

    private Head head() throws IOException {
        packets++;
        Head head = new Head(in.readInt(), in.readLong(), in.readByte() != 0, in.readInt());
        if (head.frame < 0 || head.frame >= pts.length || head.size < 1 || head.size > Files.size(file)) {
            throw damaged();
        }
        return head;
    }

    private JndException cutOff(EOFException e) {
        return new JndException.Encode("the segment " + file + " is cut off", e);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
