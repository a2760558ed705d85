package io.jndencode.farm.analysis;

import io.jndencode.analysis.FrameView;
import io.jndencode.media.LumaImage;
import io.jndencode.shot.detect.ShotDetector;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.InflaterInputStream;

/** Reads the files of {@link ScanWriter} frame by frame; the frame's timestamp stands in for its picture. */
final class ScanReader implements AutoCloseable {
    private final DataInputStream in;
    private final String key;
    private final List<View> views = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private long pts;
    private long duration;
    private String trouble = "";

    /** A frame near a border, to compare with the neighbour's. */
    record Edge(long pts, long checksum) {}

    ScanReader(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            in = new DataInputStream(new BufferedInputStream(new InflaterInputStream(raw), 1 << 16));
            key = in.readUTF();
            int pictures = in.readUnsignedByte();
            for (int i = 0; i < pictures; i++) {
                views.add(new View());
            }
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Returns whether a file begins like one of a scan: with a zlib stream and a key. */
    static boolean isOne(Path file) {
        try (ScanReader reader = new ScanReader(file)) {
            return !reader.key.isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns whether a file is complete and was made under this key. */
    static boolean isWhole(Path file, String key) {
        try (ScanReader reader = new ScanReader(file)) {
            while (reader.next()) {
                reader.edges.clear();
            }
            return reader.key.equals(key);
        } catch (IOException e) { // missing or damaged: it is made again
            return false;
        }
    }

    String key() {
        return key;
    }

    /**
     * Moves to the next frame; returns false at the end, once the edges and the trouble are known and the whole file
     * has been verified.
     */
    boolean next() throws IOException {
        while (true) {
            int what = in.readByte();
            if (what == ScanWriter.EDGE) {
                edges.add(new Edge(in.readLong(), in.readLong()));
            } else if (what == ScanWriter.FRAME) {
                pts = in.readLong();
                duration = in.readLong();
                for (View view : views) {
                    view.read();
                }
                return true;
            } else {
                trouble = in.readUTF();
                if (in.read() >= 0) { // reading to the end verifies the checksum
                    throw new IOException("there is something behind the end");
                }
                return false;
            }
        }
    }

    List<Edge> edges() {
        return edges;
    }

    String trouble() {
        return trouble;
    }

    long pts() {
        return pts;
    }

    /** Returns the frame as one of its pictures. */
    FrameView<Long> view(int picture) {
        return views.get(picture);
    }

    /** One picture of the current frame. */
    private final class View implements FrameView<Long> {
        private final byte[] luma = new byte[ShotDetector.WIDTH * ShotDetector.HEIGHT];
        private boolean keyFrame;

        private void read() throws IOException {
            keyFrame = in.readBoolean();
            byte[] difference = in.readNBytes(luma.length);
            for (int i = 0; i < difference.length; i++) {
                luma[i] += difference[i];
            }
        }

        @Override
        public long pts() {
            return pts;
        }

        @Override
        public long duration() {
            return duration;
        }

        @Override
        public boolean keyFrame() {
            return keyFrame;
        }

        @Override
        public LumaImage luma() {
            return new LumaImage(ShotDetector.WIDTH, ShotDetector.HEIGHT, luma.clone());
        }

        @Override
        public Long picture() {
            return pts;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
