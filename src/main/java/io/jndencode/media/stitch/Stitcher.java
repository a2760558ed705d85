package io.jndencode.media.stitch;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avutil.av_compare_ts;

import io.jndencode.JndException;
import io.jndencode.file.WriteFailure;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.OutputContainer;
import io.jndencode.media.Rational;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.ffmpeg.Fractions;
import io.jndencode.media.mux.CopiedStream;
import io.jndencode.media.mux.FirstPackets;
import io.jndencode.media.mux.Muxer;
import io.jndencode.media.mux.OutputLayout;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.read.FirstFrame;
import io.jndencode.media.segment.PictureOrientation;
import io.jndencode.media.streams.StreamChoice;
import io.jndencode.media.tags.TimeSpan;
import io.jndencode.media.timing.SteadyPackets;
import io.jndencode.media.timing.Timestamps;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Joins segments to one video stream and writes it with all other streams of the source to the output file.
 *
 * <p>Every frame keeps the source's own timestamp; the other streams' packets are copied unchanged, but for sound that is converted. The file appears under its name only when
 * it is complete. Interrupting the thread stops the work and removes what was written.
 */
public final class Stitcher implements AutoCloseable {
    /**
     * The inputs and the output of joining.
     *
     * @param source the file the segments were encoded from
     * @param segments in order; together the whole video, or with {@code part} an unbroken run of its frames
     * @param output its extension chooses the container, see {@link OutputContainer}
     * @param overwrite whether an existing output may be replaced
     * @param part set if the output is only the part of the source that the segments cover, shifted to start at 0; otherwise null
     * @param partial path of the unfinished output, in the same file system; null for beside the output
     * @param streams what the user wants of the other streams
     * @param complete receives the path of the finished file before it is renamed
     */
    public record Job(
            MediaInfo source,
            List<Path> segments,
            Path output,
            boolean overwrite,
            @Nullable Part part,
            @Nullable Path partial,
            StreamChoice streams,
            Consumer<Path> complete) {
        /** Creates a job whose unfinished output is beside the target, without a callback. */
        public Job(MediaInfo source, List<Path> segments, Path output, boolean overwrite, boolean part) {
            this(
                    source,
                    segments,
                    output,
                    overwrite,
                    part ? new Part(OptionalLong.empty()) : null,
                    null,
                    StreamChoice.ALL,
                    file -> {});
        }

        public Job {
            Objects.requireNonNull(source, "source is null");
            Objects.requireNonNull(output, "output is null");
            Objects.requireNonNull(streams, "streams is null");
            segments = List.copyOf(segments);
            if (segments.isEmpty()) {
                throw new IllegalArgumentException("no segments to join");
            }
        }
    }

    /**
     * A part of the source.
     *
     * @param end end of its last frame's display, in ticks of the video's time base; if unknown, the frame lasts as long as frames do
     *     on average
     */
    public record Part(OptionalLong end) {
        /** Creates a part whose end may be null if it is unknown. */
        public static Part until(@Nullable Long end) {
            return new Part(end == null ? OptionalLong.empty() : OptionalLong.of(end));
        }
    }

    /**
     * The result of joining.
     *
     * @param bytes size of the output file
     * @param frames number of frames of the video
     * @param videoBytes size of its coded frames
     * @param warnings one sentence for each stream of the source that could not be kept
     */
    public record Result(long bytes, long frames, long videoBytes, List<String> warnings) {
        public Result {
            warnings = List.copyOf(warnings);
        }
    }

    private final Job job;
    private final OutputContainer container;
    private final InputFile source;
    private final JoinedVideo video;
    private final TimeSpan span;
    private final AVRational videoUnit;
    private final AVPacket packet = av_packet_alloc();
    private JoinedVideo.@Nullable Packet upcoming;
    private Optional<PictureOrientation> orientation = Optional.empty();
    private long frames;
    private long videoBytes;

    private Stitcher(Job job, InputFile source, JoinedVideo video) throws IOException {
        this.job = job;
        this.container =
                OutputContainer.of(job.output(), video.header().encoder().codec());
        this.source = source;
        this.video = video;
        Rational timeBase = video.header().timeBase();
        this.videoUnit = Fractions.of(timeBase);
        this.span = job.part() != null
                ? TimeSpan.part(timeBase, video.start(), video.end())
                : TimeSpan.whole(timeBase, new StartTime(source, job.source().video(), video).shift(container));
    }

    /** Joins segments. Throws {@link JndException.Encode} if they do not fit together or the output cannot be written. */
    public static Result stitch(Job job) {
        try (AtomicOutput output = job.partial() == null
                        ? new AtomicOutput(job.output(), job.overwrite())
                        : new AtomicOutput(job.output(), job.partial(), job.overwrite());
                InputFile source = InputFile.open(job.source());
                JoinedVideo video = JoinedVideo.open(
                        job.segments(),
                        job.part() == null ? OptionalLong.empty() : job.part().end());
                Stitcher stitcher = new Stitcher(job, source, video)) {
            List<String> warnings = stitcher.write(output.partial());
            long bytes = Files.size(output.partial());
            job.complete().accept(output.partial());
            output.commit();
            return new Result(bytes, stitcher.frames, stitcher.videoBytes, warnings);
        } catch (ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        } catch (IOException e) {
            throw new JndException.Encode(
                    "cannot join the segments of " + job.output() + ": " + WriteFailure.reason(e), e);
        }
    }

    private static JndException interrupted() {
        return new JndException.Interrupted("interrupted while joining the segments");
    }

    private List<String> write(Path file) throws IOException {
        try (FirstFrame first = FirstFrame.of(job.source());
                FirstPackets packets = FirstPackets.of(job.source());
                Muxer output = Muxer.create(file, container, job.output());
                OutputLayout layout = new OutputLayout(
                        source,
                        new OutputLayout.Content(job.source(), first, packets, video.header(), span, job.streams()),
                        container,
                        output)) {
            output.begin(layout.muxerOptions());
            orientation = layout.orientation();
            interleave(output, layout);
            output.finish();
            if (output.written(layout.video().index()) != frames) {
                throw new JndException.Encode("cannot write %s: the %s container refused frames of the video"
                        .formatted(job.output(), container.muxer()));
            }
            List<String> warnings = layout.warnings();
            warnings.addAll(layout.others().remarks());
            warnings.addAll(layout.description().losses(file));
            return warnings;
        }
    }

    /** Writes the packets of all streams in the order of their decoding times. */
    private void interleave(Muxer output, OutputLayout layout) throws IOException {
        upcoming = video.next();
        if (!layout.others().isEmpty()) {
            if (job.part() != null && !SteadyPackets.mayRestart(source)) {
                // Subtitles begin well before they end.
                source.seek(
                        -1,
                        (long) (video.header().timeBase().seconds(span.start()) * 1e6) - 10_000_000,
                        AVSEEK_FLAG_BACKWARD);
            }
            copyOthers(output, layout);
            layout.others().finish(video.end(), videoUnit);
        }
        writeVideoUntil(Timestamps.NONE, videoUnit, output, layout.video());
    }

    private void copyOthers(Muxer output, OutputLayout layout) throws IOException {
        try (SteadyPackets packets =
                new SteadyPackets(source, job.source().video().streamIndex())) {
            while (packets.read(packet) >= 0) {
                CopiedStream copy = layout.others().copyOf(packet.stream_index());
                if (copy != null) {
                    copy(copy, output, layout);
                }
                av_packet_unref(packet);
            }
            layout.others().mended(packets);
        }
    }

    private void copy(CopiedStream copy, Muxer output, OutputLayout layout) throws IOException {
        AVRational unit = source.stream(packet.stream_index()).time_base();
        long time = packet.dts() != Timestamps.NONE ? packet.dts() : packet.pts();
        if (time != Timestamps.NONE) {
            writeVideoUntil(time, unit, output, layout.video());
            layout.others().advance(time, unit);
        }
        if (!copy.codedAgain()) {
            layout.description().sees(packet);
        }
        JoinedVideo.Packet next = upcoming;
        copy.write(packet, next == null ? video.end() : next.pts(), videoUnit);
    }

    /**
     * Writes the video's packets up to a time.
     *
     * @param time in the source; none means all remaining packets
     */
    private void writeVideoUntil(long time, AVRational unit, Muxer output, AVStream target) throws IOException {
        JoinedVideo.Packet next = upcoming;
        while (next != null && (time == Timestamps.NONE || av_compare_ts(next.dts(), videoUnit, time, unit) <= 0)) {
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted();
            }
            AVPacket coded = packetOf(next, target);
            try {
                output.write(coded);
            } finally {
                av_packet_free(coded);
            }
            frames++;
            videoBytes += next.data().length;
            next = video.next();
        }
        upcoming = next;
    }

    private AVPacket packetOf(JoinedVideo.Packet from, AVStream target) {
        AVPacket coded = av_packet_alloc();
        FfmpegError.check(av_new_packet(coded, from.data().length), "joining segments");
        coded.data().put(from.data());
        coded.pts(span.moved(from.pts(), videoUnit)).dts(span.moved(from.dts(), videoUnit));
        coded.duration(from.duration());
        coded.flags(from.key() ? AV_PKT_FLAG_KEY : 0);
        if (from.key()) {
            orientation.ifPresent(note -> note.write(coded));
        }
        coded.stream_index(target.index());
        av_packet_rescale_ts(coded, videoUnit, target.time_base());
        return coded;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        videoUnit.close();
    }
}
