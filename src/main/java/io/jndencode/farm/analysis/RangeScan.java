package io.jndencode.farm.analysis;

import io.jndencode.JndException;
import io.jndencode.WholeFile;
import io.jndencode.encode.resume.TaskKey;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.SourceRemarks;
import io.jndencode.media.read.VideoReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Looks at a part of a video: the first kind of task of a farm's analysis. Decodes it and writes of every frame what the search for
 * shots wants.
 *
 * <p>May be run again and by several machines at once: each writes under a name of its own and renames in the end, all write the same,
 * and a file that is there, whole and of the same work, is left alone. What is wrong with the video does not end the task in error: it
 * is written down, and the one who cut the video decides.
 */
public final class RangeScan {
    /** Frames on each side of a border that both neighbours look at, to see that they see the same. */
    static final int OVERLAP = 4;

    private static final String REVISION = "scan 1";

    private final Path source;
    private final AnalysisRange span;
    private final Path file;

    /** Looks at a part of {@code source} and makes {@code file}. */
    public RangeScan(Path source, AnalysisRange span, Path file) {
        this.source = source;
        this.span = span;
        this.file = file;
    }

    /** Whether a file is what such a task wrote, whole or not, and may be made again. */
    public static boolean isReplaceable(Path file) {
        return ScanReader.isOne(file);
    }

    /** Does it; true if it was done before. */
    public boolean run() {
        String key = key(TaskKey.on(source), span);
        if (ScanReader.isWhole(file, key)) {
            return true;
        }
        try {
            return WholeFile.write(file.toAbsolutePath(), own -> {
                try (ScanWriter out = new ScanWriter(own, key)) {
                    out.finish(scan(out));
                }
                return false;
            });
        } catch (IOException e) {
            throw new JndException.Encode("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** The work's name: changes with the file, the part, the program. */
    static String key(TaskKey video, AnalysisRange span) {
        return video.of(REVISION, span.keyText());
    }

    private String scan(ScanWriter out) throws IOException {
        MediaInfo info = MediaProbe.probe(source);
        // A machine takes as many tasks at once as it has cores.
        ReaderOptions options = ReaderOptions.threads(1);
        try (VideoReader reader = span.first()
                ? VideoReader.open(info, options)
                : VideoReader.openAt(info, options, span.from(), span.firstFrame())) {
            if (!span.first() || reader.next()) {
                read(reader, out);
            }
            List<String> remarks = SourceRemarks.of(reader);
            return reader.lostFrames() > 0
                    ? reader.lostFrames() + " frames could not be decoded"
                    : remarks.isEmpty() ? "" : remarks.get(0);
        } catch (JndException.Input e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void read(VideoReader reader, ScanWriter out) throws IOException {
        int near = 0;
        int behind = 0;
        do {
            boolean inside = reader.pts() < span.to();
            if (inside) {
                out.frame(reader);
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
