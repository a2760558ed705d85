package io.jndencode.media.segment;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;

import io.jndencode.file.FileHash;
import io.jndencode.media.bitstream.DynamicHdr;
import io.jndencode.media.encoder.VideoEncoder;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Writes a segment file: one shot's packets with everything needed to join them, the same bytes for the same frames everywhere.
 *
 * <p>Layout, big-endian: {@code JNDSEG1\n} for x264, {@code JNDSEG2\n} and FFmpeg's name of the encoder for others, {@code JNDSEG3\n} where the header ends with the configuration of Dolby Vision; the {@link SegmentHeader};
 * the number of frames (int), the timestamp of each in presentation order (long) and the CRC-32C of these timestamps (long); in decoding
 * order for each packet its frame's position in presentation order (int), the frame's duration (long), 1 for a key frame or 0 (byte), its
 * size (int) and its bytes, Annex B; the CRC-32C of the packets (long).
 */
final class SegmentWriter implements Closeable {
    static final byte[] MAGIC = "JNDSEG1\n".getBytes(StandardCharsets.US_ASCII);

    /** First bytes of a segment that names its encoder. */
    static final byte[] NAMED_MAGIC = "JNDSEG2\n".getBytes(StandardCharsets.US_ASCII);

    /** First bytes of a segment that names its encoder, and has Dolby Vision's configuration in its header. */
    static final byte[] DOLBY_VISION_MAGIC = "JNDSEG3\n".getBytes(StandardCharsets.US_ASCII);

    private final Path file;
    private final VideoEncoder encoder;
    private final CRC32C checksum = new CRC32C();
    private final DataOutputStream out;
    private final long tableAt;
    private final boolean timesKnown;
    private final MessageDigest hash = FileHash.digest();
    private long bytes;
    private int packets;

    /** Starts a segment. If the times of all frames are known, the file is written sequentially and hashed. */
    SegmentWriter(Path file, SegmentHeader header, ExpectedFrames frames) throws IOException {
        this.file = file;
        this.encoder = header.encoder();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(head);
        boolean usual = header.encoder().equals(VideoEncoder.usual());
        data.write(usual ? MAGIC : header.dolbyVision() == null ? NAMED_MAGIC : DOLBY_VISION_MAGIC);
        if (!usual) {
            data.writeUTF(header.encoder().library());
        }
        header.write(data);
        data.writeInt(frames.count());
        this.tableAt = head.size();
        this.timesKnown = frames instanceof ExpectedFrames.Exactly;
        data.write(table(frames));
        OutputStream raw = new BufferedOutputStream(
                new DigestOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), hash),
                1 << 16);
        this.out = new DataOutputStream(new CheckedOutputStream(raw, checksum));
        try {
            head.writeTo(raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * Appends a coded frame.
     *
     * @param duration display duration of the frame, in ticks; 0 if unknown
     * @param carried what else the frame's packet is to carry
     */
    void packet(AVPacket packet, long duration, DynamicHdr carried) throws IOException {
        byte[] coded = new byte[packet.size()];
        packet.data().get(coded);
        byte[] data = carried.message().length == 0 ? coded : encoder.withT35(coded, carried.message());
        if (carried.rpu() != null) {
            data = encoder.withRpu(data, carried.rpu());
        }
        out.writeInt(Math.toIntExact(packet.pts()));
        out.writeLong(duration);
        out.writeByte((packet.flags() & AV_PKT_FLAG_KEY) != 0 ? 1 : 0);
        out.writeInt(data.length);
        out.write(data);
        bytes += data.length;
        packets++;
    }

    /** Returns the timestamps as far as they are known; missing ones are written at the end. */
    private static byte[] table(ExpectedFrames frames) {
        return frames instanceof ExpectedFrames.Exactly known
                ? table(known.times())
                : new byte[(frames.count() + 1) * Long.BYTES];
    }

    private static byte[] table(long[] pts) {
        ByteBuffer table = ByteBuffer.allocate((pts.length + 1) * Long.BYTES);
        table.asLongBuffer().put(pts);
        CRC32C checksum = new CRC32C();
        checksum.update(table.array(), 0, pts.length * Long.BYTES);
        table.putLong(pts.length * Long.BYTES, checksum.getValue());
        return table.array();
    }

    /** Returns the hash of the finished file, if it was written sequentially. */
    Optional<String> sha256() {
        return timesKnown ? Optional.of(HexFormat.of().formatHex(hash.digest())) : Optional.empty();
    }

    /** Returns the size of the coded frames so far. */
    long bytes() {
        return bytes;
    }

    int packets() {
        return packets;
    }

    /** Writes the frames' timestamps and the checksums, which completes the segment. */
    void finish(long[] pts) throws IOException {
        out.writeLong(checksum.getValue());
        out.flush();
        if (timesKnown) {
            return;
        }
        ByteBuffer table = ByteBuffer.wrap(table(pts));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.position(tableAt);
            while (table.hasRemaining()) {
                channel.write(table);
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
