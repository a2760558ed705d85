package io.jndencode.media.tags;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.Remuxed;
import io.jndencode.media.SmallClip;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.SegmentEncoder;
import io.jndencode.media.stitch.Stitcher;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.junit.jupiter.api.io.TempDir;

/** A short clip that says something of itself, its encode in any container, and what is said of the loss. */
abstract class DescribedCopy {
    static final Path EXTRAS = Path.of("test-videos/sintel-extras.mkv");
    static final Path PHONE = Path.of("test-videos/sintel-phone.mp4");

    @TempDir
    Path folder;

    /** The whole of a source, joined into a container; the sentences about what it lost. */
    List<String> encoded(Path source, Path output) {
        return encoded(source, output, EncoderSettings.constantQp("ultrafast", 40));
    }

    List<String> encoded(Path source, Path output, EncoderSettings settings) {
        MediaInfo info = MediaProbe.probe(source);
        Path segment = folder.resolve("all.segment");
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.threads(1))) {
            reader.next();
            new SegmentEncoder(settings)
                    .encode(reader, new ExpectedFrames.Counted(frames(source), OptionalLong.empty()), segment, d -> {});
        }
        return Stitcher.stitch(new Stitcher.Job(info, List.of(segment), output, true, false))
                .warnings();
    }

    static int frames(Path source) {
        int count = 0;
        try (VideoReader reader = VideoReader.open(source, ReaderOptions.threads(1))) {
            while (reader.next()) {
                count++;
            }
        }
        return count;
    }

    Path video(String name) {
        return SmallClip.write(PHONE, 12, 40, folder.resolve(name));
    }

    Path made(String name, Consumer<AVFormatContext> describe) {
        return Remuxed.of(video("video.mp4"), folder.resolve(name), describe);
    }

    static FileDescription description(Path file) {
        try (InputFile input = InputFile.open(file)) {
            TrackNotes notes = TrackNotes.of(input);
            return FileDescription.of(input.context(), index -> notes.of(input, index));
        }
    }

    /** Without the sentence about the padding of sound, which is another test's. */
    List<String> said(Path source, Path output) {
        return encoded(source, output).stream()
                .filter(line -> !line.contains("skip samples"))
                .toList();
    }
}
