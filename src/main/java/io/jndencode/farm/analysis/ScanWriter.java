package io.jndencode.farm.analysis;

import io.jndencode.media.read.VideoReader;
import io.jndencode.shot.detect.ShotDetector;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes the results of scanning a part of a video; {@link ScanReader} reads them.
 *
 * <p>The file is a zlib stream, whose checksum reveals damage, with these contents: the key (text); how many pictures there are of a frame
 * (a byte); for every frame a 1, its timestamp, its duration, and for each picture of it whether it is a key frame and the difference of its
 * small luma from the previous one; then a 2 for each checksum of the edges, with the frame's timestamp; then a 0 and a sentence on what
 * was wrong, usually empty.
 */
final class ScanWriter implements AutoCloseable {
    static final int END = 0;
    static final int FRAME = 1;
    static final int EDGE = 2;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final DataOutputStream out;
    private final byte[][] previous;
    private final byte[] difference = new byte[ShotDetector.WIDTH * ShotDetector.HEIGHT];

    /** @param pictures how many there are of each frame */
    ScanWriter(Path file, String key, int pictures) throws IOException {
        out = new DataOutputStream(new BufferedOutputStream(
                new DeflaterOutputStream(Files.newOutputStream(file), deflater, 1 << 16), 1 << 16));
        out.writeUTF(key);
        out.writeByte(pictures);
        previous = new byte[pictures][difference.length];
    }

    /** Writes the frame that all views stand on. */
    void frame(List<VideoReader> views) throws IOException {
        VideoReader first = views.get(0);
        out.writeByte(FRAME);
        out.writeLong(first.pts());
        out.writeLong(first.duration());
        for (int i = 0; i < previous.length; i++) {
            picture(views.get(i), previous[i]);
        }
    }

    private void picture(VideoReader view, byte[] before) throws IOException {
        out.writeBoolean(view.keyFrame());
        byte[] luma = view.luma(ShotDetector.WIDTH, ShotDetector.HEIGHT).samples();
        for (int i = 0; i < luma.length; i++) {
            difference[i] = (byte) (luma[i] - before[i]);
        }
        System.arraycopy(luma, 0, before, 0, luma.length);
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
