package io.jndencode.farm.analysis;

import io.jndencode.JndException;
import io.jndencode.analysis.ShotPass;
import io.jndencode.encode.resume.TaskKey;
import io.jndencode.media.input.KeyFrames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Merges the separately scanned parts of a video, frame by frame, and checks that they are what one decoder would have
 * produced: every frame the container lists, each once, none with an error, and near the borders the same pictures from
 * both sides.
 */
final class ScanMerge {
    private final Path source;
    private final KeyFrames frames;
    private final List<String> chains;
    private final List<Feed> feeds;
    private final Map<Long, Long> edges = new HashMap<>();
    private int seen;

    /** The parts do not fit together. */
    static final class ScanMismatch extends Exception {
        private static final long serialVersionUID = 1L;

        ScanMismatch(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Who takes the frames.
     *
     * @param picture which of their pictures it sees
     */
    record Feed(int picture, ShotPass<Long> pass) {}

    ScanMerge(Path source, KeyFrames frames, List<String> chains, List<Feed> feeds) {
        this.source = source;
        this.frames = frames;
        this.chains = chains;
        this.feeds = feeds;
    }

    void run(List<AnalysisRange> spans, Function<AnalysisRange, Path> files) throws ScanMismatch {
        TaskKey video = TaskKey.on(source);
        for (AnalysisRange span : spans) {
            Path file = files.apply(span);
            try (ScanReader reader = new ScanReader(file)) {
                if (!reader.key().equals(RangeScan.key(video, span, chains))) {
                    throw new JndException.Encode(file + " is of another video or another version of jnd-encode");
                }
                part(reader, span);
            } catch (IOException e) {
                throw new JndException.Encode("cannot read " + file + ": " + e.getMessage(), e);
            }
        }
        if (seen != frames.times().length) {
            throw new ScanMismatch(
                    "%d frames came of the %d its container lists".formatted(seen, frames.times().length));
        }
        feeds.forEach(feed -> feed.pass().finish());
    }

    private void part(ScanReader reader, AnalysisRange span) throws IOException, ScanMismatch {
        while (reader.next()) {
            if (seen >= frames.times().length || reader.pts() != frames.times()[seen]) {
                throw new ScanMismatch("frame %d is not the one its container lists".formatted(seen));
            }
            seen++;
            for (Feed feed : feeds) {
                feed.pass().push(reader.view(feed.picture()));
            }
        }
        if (!reader.trouble().isEmpty()) {
            throw new ScanMismatch(reader.trouble());
        }
        for (ScanReader.Edge edge : reader.edges()) {
            Long other = edges.put(edge.pts(), edge.checksum());
            if (other != null && other != edge.checksum()) {
                throw new ScanMismatch("its pictures depend on the key frame they are decoded from (frame %d)"
                        .formatted(frames.index(edge.pts())));
            }
        }
        if (span.to() != AnalysisRange.END && !edges.containsKey(span.to())) {
            throw new ScanMismatch("frame %d is not found from before".formatted(frames.index(span.to())));
        }
    }
}
