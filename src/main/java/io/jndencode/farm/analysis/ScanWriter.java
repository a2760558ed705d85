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
 * Writes what a task has seen of a part of a video; {@link ScanReader} reads it.
 *
 * <p>The file is a zlib stream, whose checksum tells of damage, of: the key (text); for every frame a 1, its timestamp, its duration,
 * whether it is a key frame, and its small luma picture less the one before; then a 2 for each checksum of the edges, with the frame's
 * timestamp; then a 0 and a sentence on what was wrong, mostly empty.
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

    /** The frame the reader stands on. */
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

    /** The frame the reader stands on is one that two parts have seen. */
    void edge(VideoReader reader) throws IOException {
        out.writeByte(EDGE);
        out.writeLong(reader.pts());
        out.writeLong(reader.checksum());
    }

    /** The end; {@code trouble} is empty where all was well. */
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
