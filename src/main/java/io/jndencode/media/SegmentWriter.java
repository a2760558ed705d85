package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Writes a segment file: one shot's packets with everything needed to join them, the same bytes for the same frames everywhere.
 *
 * <p>Layout, big-endian: {@code JNDSEG1\n}; the {@link SegmentHeader}; the number of frames (int) and the timestamp of each in
 * presentation order (long); in decoding order for each packet its frame's place in presentation order (int), the frame's duration
 * (long), 1 for a key frame else 0 (byte), its size (int) and its bytes, Annex B; the CRC-32C of all that (long).
 */
final class SegmentWriter implements Closeable {
    static final byte[] MAGIC = "JNDSEG1\n".getBytes(StandardCharsets.US_ASCII);

    private final CRC32C checksum = new CRC32C();
    private final DataOutputStream out;
    private long bytes;

    private SegmentWriter(Path file) throws IOException {
        this.out = new DataOutputStream(
                new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), checksum));
    }

    static SegmentWriter create(Path file, SegmentHeader header, long[] pts) throws IOException {
        SegmentWriter writer = new SegmentWriter(file);
        try {
            writer.out.write(MAGIC);
            header.write(writer.out);
            writer.out.writeInt(pts.length);
            for (long time : pts) {
                writer.out.writeLong(time);
            }
            return writer;
        } catch (IOException e) {
            writer.close();
            throw e;
        }
    }

    /** @param duration of the frame, in ticks; 0 where unknown */
    void packet(AVPacket packet, long duration) throws IOException {
        byte[] data = new byte[packet.size()];
        packet.data().get(data);
        out.writeInt(Math.toIntExact(packet.pts()));
        out.writeLong(duration);
        out.writeByte((packet.flags() & AV_PKT_FLAG_KEY) != 0 ? 1 : 0);
        out.writeInt(data.length);
        out.write(data);
        bytes += data.length;
    }

    /** Of the coded frames so far. */
    long bytes() {
        return bytes;
    }

    /** Writes the checksum: the segment is whole. */
    void finish() throws IOException {
        out.writeLong(checksum.getValue());
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
