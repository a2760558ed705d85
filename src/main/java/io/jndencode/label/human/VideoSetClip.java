package io.jndencode.label.human;

import io.jndencode.JndException;
import io.jndencode.analysis.FrameSampler;
import io.jndencode.jnd.JndLevel;
import io.jndencode.math.EvenSpread;
import io.jndencode.media.BgrImage;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.VideoStream;
import io.jndencode.media.compare.ConstantQpRoundTrip;
import io.jndencode.media.modelinput.ModelInputRenderer;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * A clip of VideoSet. What is not coded at a level's QP is coded here, where there is a source.
 *
 * @param reference the source, or the finest coding
 * @param length frames of it
 */
record VideoSetClip(HumanLabel label, VideoSet.Files files, Path reference, int length, List<Integer> frames)
        implements HumanItem {
    /** Codings up to this QP pass for the source: VideoSet itself has none but QP 0. */
    private static final int FINE = 10;

    VideoSetClip {
        frames = List.copyOf(frames);
    }

    /** Looks at a clip's files. */
    static VideoSetClip of(HumanLabel label, VideoSet.Files files, int count) {
        Path reference = files.source().orElseGet(() -> finest(label, files));
        int length = count(reference);
        return new VideoSetClip(label, files, reference, length, EvenSpread.places(count, length));
    }

    private static Path finest(HumanLabel label, VideoSet.Files files) {
        int qp = Collections.min(files.coded().keySet());
        if (qp > FINE) {
            throw new JndException.Input(
                    "videoSRC%03d has no source, and its finest coding is QP %d: no frames to begin with (QP 0 would do)."
                            .formatted(label.number(), qp));
        }
        return java.util.Objects.requireNonNull(files.coded().get(qp));
    }

    @Override
    public String source() {
        return String.valueOf(reference.getFileName());
    }

    @Override
    public List<BgrImage> plain(int width, int height) {
        return pictures(reference, width, height);
    }

    /** What came before each of these frames. */
    List<FrameBefore> before(int width, int height) {
        List<FrameBefore> seen = new ArrayList<>();
        Deque<SourcePicture> shown = new ArrayDeque<>();
        try (VideoReader reader = VideoReader.open(reference, ReaderOptions.defaults());
                ModelInputRenderer viewer = ModelInputRenderer.of(reader.info().video())) {
            int lag =
                    FrameSampler.lag(reader.info().video().timing().frameRate().toDouble());
            while (reader.next()) {
                SourcePicture frame = reader.picture();
                shown.addLast(frame);
                SourcePicture earlier = shown.getFirst();
                if (frames.contains((int) reader.index())) {
                    seen.add(new FrameBefore(viewer.bgr(earlier, width, height), viewer.probe(earlier, frame)));
                }
                if (shown.size() > lag) {
                    shown.removeFirst();
                }
            }
        }
        return seen;
    }

    @Override
    public List<BgrImage> coded(JndLevel level, int width, int height) {
        int qp = (int) Math.round(label.levels().of(level));
        Path coded = files.coded().get(qp);
        if (coded != null) {
            return pictures(coded, width, height);
        }
        if (files.source().isEmpty()) {
            throw new JndException.Input("videoSRC%03d is not there at QP %d, its %s, and neither is its source."
                    .formatted(label.number(), qp, level));
        }
        return encoded(qp, width, height);
    }

    private List<BgrImage> encoded(int qp, int width, int height) {
        VideoStream video;
        try (VideoReader reader = VideoReader.open(reference, ReaderOptions.defaults())) {
            video = reader.info().video();
        }
        ConstantQpRoundTrip.Excerpt whole = new ConstantQpRoundTrip.Excerpt(
                reference,
                0,
                length,
                1,
                video.geometry().width(),
                video.geometry().height());
        try (ConstantQpRoundTrip trip = ConstantQpRoundTrip.of(whole)) {
            return trip.encode(qp, frames::contains, width, height).frames();
        }
    }

    private List<BgrImage> pictures(Path file, int width, int height) {
        List<BgrImage> pictures = new ArrayList<>();
        int read = 0;
        try (VideoReader reader = VideoReader.open(file, ReaderOptions.defaults())) {
            for (; reader.next(); read++) {
                if (frames.contains(read)) {
                    pictures.add(reader.bgr(width, height));
                }
            }
        }
        if (read != length) {
            throw new JndException.Input("%s has %d frames, %s has %d.".formatted(file, read, source(), length));
        }
        return pictures;
    }

    private static int count(Path file) {
        int count = 0;
        try (VideoReader reader = VideoReader.open(file, ReaderOptions.defaults())) {
            while (reader.next()) {
                count++;
            }
        }
        return count;
    }
}
