package io.jndencode.farm.analysis;

import io.jndencode.media.read.VideoReader;
import io.jndencode.shot.detect.ShotDetector;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes the results of scanning a part of a video; {@link ScanReader} reads them.
 *
 * <p>The file is a zlib stream, whose checksum reveals damage, with these contents: the key (text); for every frame a
 * 1, its timestamp, its duration, whether it is a key frame, and the difference of its small luma picture from the
 * previous one; then a 2 for each checksum of the edges, with the frame's timestamp; then a 0 and a sentence on what
 * was wrong, usually empty.
 */
final class ScanWriter implements AutoCloseable {
    static final int END = 0;
    static final int FRAME = 1;
    static final int EDGE = 2;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final DataOutputStream out;
    private final byte[] previous = new byte[ShotDetector.WIDTH * ShotDetector.HEIGHT];
    private final byte[] difference = new byte[previous.length];

    ScanWriter(Path file, String key) throws IOException {
        out = new DataOutputStream(new BufferedOutputStream(
                new DeflaterOutputStream(Files.newOutputStream(file), deflater, 1 << 16), 1 << 16));
        out.writeUTF(key);
    }

    /** Writes the reader's current frame. */
    void frame(VideoReader reader) throws IOException {
        out.writeByte(FRAME);
        out.writeLong(reader.pts());
        out.writeLong(reader.duration());
        out.writeBoolean(reader.keyFrame());
        byte[] luma = reader.luma(ShotDetector.WIDTH, ShotDetector.HEIGHT).samples();
        for (int i = 0; i < luma.length; i++) {
            difference[i] = (byte) (luma[i] - previous[i]);
        }
        System.arraycopy(luma, 0, previous, 0, luma.length);
        out.write(difference);
    }

    /** Writes the checksum of the reader's current frame, which two parts scan. */
    void edge(VideoReader reader) throws IOException {
        out.writeByte(EDGE);
        out.writeLong(reader.pts());
        out.writeLong(reader.checksum());
    }

    /** Ends the file; {@code trouble} is empty if all went well. */
    void finish(String trouble) throws IOException {
        out.writeByte(END);
        out.writeUTF(trouble);
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            deflater.end();
        }
    }
}
