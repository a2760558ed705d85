package io.jndencode.farm.analysis;

import io.jndencode.JndException;
import io.jndencode.encode.resume.TaskKey;
import io.jndencode.file.WholeFile;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.SourceRemarks;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.readahead.FrameViews;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Scans a part of a video: the first kind of task in a farm's analysis. Decodes the part once and writes, for every frame and each of the
 * pictures that are made of it, the data that shot detection needs.
 *
 * <p>May be run again and by several machines at once: each writes under a name of its own and renames at the end, all
 * write the same content, and an existing file that is complete and belongs to the same work is left alone. Errors in
 * the video do not fail the task: they are written to the file, and the driver decides what to do.
 */
public final class RangeScan {
    /**
     * Number of frames on each side of a border that both neighbours scan, to check that they see the same pictures.
     */
    static final int OVERLAP = 4;

    private static final String REVISION = "scan 2";

    private final Path source;
    private final AnalysisRange span;
    private final List<String> chains;
    private final Path file;

    /**
     * Creates a task that scans a part of {@code source} and writes {@code file}.
     *
     * @param chains the filters of each picture; empty for the video as it is
     */
    public RangeScan(Path source, AnalysisRange span, List<String> chains, Path file) {
        this.source = source;
        this.span = span;
        this.chains = List.copyOf(chains);
        this.file = file;
    }

    /** Returns whether a file was written by such a task, complete or not, and may be replaced. */
    public static boolean isReplaceable(Path file) {
        return ScanReader.isOne(file);
    }

    /** Runs the task; returns true if it had been done before. */
    public boolean run() {
        String key = key(TaskKey.on(source), span, chains);
        if (ScanReader.isWhole(file, key)) {
            return true;
        }
        try {
            return WholeFile.write(file.toAbsolutePath(), own -> {
                try (ScanWriter out = new ScanWriter(own, key, chains.size())) {
                    out.finish(scan(out));
                }
                return false;
            });
        } catch (IOException e) {
            throw new JndException.Encode("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Returns the key of this work, which changes with the file, the part and the program. */
    static String key(TaskKey video, AnalysisRange span, List<String> chains) {
        return video.of(REVISION, span.keyText(), String.join("\n", chains));
    }

    private String scan(ScanWriter out) throws IOException {
        MediaInfo info = MediaProbe.probe(source);
        // A machine runs as many tasks at once as it has cores.
        ReaderOptions options = ReaderOptions.threads(1);
        try (VideoReader reader = span.first()
                        ? VideoReader.open(info, options)
                        : VideoReader.openAt(info, options, span.from(), span.firstFrame());
                FrameViews views = new FrameViews(reader, PictureChains.of(info, chains))) {
            if (!span.first() || reader.next()) {
                read(reader, views, out);
            }
            List<String> remarks = SourceRemarks.of(reader);
            return reader.lostFrames() > 0
                    ? reader.lostFrames() + " frames could not be decoded"
                    : remarks.isEmpty() ? "" : remarks.get(0);
        } catch (JndException.Input e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void read(VideoReader reader, FrameViews views, ScanWriter out) throws IOException {
        int near = 0;
        int behind = 0;
        do {
            boolean inside = reader.pts() < span.to();
            if (inside) {
                out.frame(views.show());
            }
            if (!inside || near < OVERLAP) {
                out.edge(reader);
                near++;
                behind += inside ? 0 : 1;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new JndException.Interrupted("interrupted while looking at " + source);
            }
        } while (behind < OVERLAP && reader.next());
    }
}
