package io.jndencode.media.mux;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avutil.av_gcd;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.OutputContainer;
import io.jndencode.media.encoder.DolbyVisionCoding;
import io.jndencode.media.ffmpeg.Fractions;
import io.jndencode.media.input.NominalRate;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.read.FirstFrame;
import io.jndencode.media.segment.PictureOrientation;
import io.jndencode.media.segment.SegmentHeader;
import io.jndencode.media.streams.StreamChoice;
import io.jndencode.media.streams.WantedStreams;
import io.jndencode.media.tags.MovieTags;
import io.jndencode.media.tags.StreamTags;
import io.jndencode.media.tags.TimeSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The contents of an output: the video, the other streams as far as they can be kept, tags and chapters. Owns the copies of streams. */
public final class OutputLayout implements AutoCloseable {
    private static final long FINEST = 1_000_000;

    private final InputFile source;
    private final OutputContainer container;
    private final SegmentHeader header;
    private final StreamSelection others;
    private final AVStream video;
    private final List<String> losses;
    private final Muxer output;
    private final WrittenDescription description;
    private Optional<PictureOrientation> orientation = Optional.empty();

    /**
     * The inputs of an output.
     *
     * @param info description of the source
     * @param first its first frame
     * @param packets first packets of its other streams
     * @param header header of the encoded video
     * @param span span of the source
     * @param streams what the user wants of the other streams
     */
    public record Content(
            MediaInfo info,
            FirstFrame first,
            FirstPackets packets,
            SegmentHeader header,
            TimeSpan span,
            StreamChoice streams) {}

    /** Creates an output's streams; the source is then set to read only those that are needed. */
    public OutputLayout(InputFile source, Content content, OutputContainer container, Muxer output) {
        this.source = source;
        this.output = output;
        this.description = new WrittenDescription(source, output, container);
        this.container = container;
        this.header = content.header();
        WantedStreams wanted = new WantedStreams(source, content.streams(), description::language);
        this.others = new StreamSelection(
                source,
                output,
                container,
                content.span(),
                wanted,
                content.streams().sound());
        int videoIndex = content.info().video().streamIndex();
        AVStream made = null;
        try {
            for (int i = 0; i < source.streams(); i++) {
                if (i == videoIndex) {
                    made = addVideo(source.stream(i), content);
                } else {
                    others.add(source.stream(i), content.packets().of(source.stream(i)));
                }
                description.added(i);
            }
            this.losses = UnsupportedMetadata.of(
                    content.info(), content.first(), header.encoder(), header.pixelFormat(), container);
            this.losses.addAll(DolbyVisionLayer.loss(content.info(), header, container));
        } catch (RuntimeException | Error e) {
            others.close();
            throw e;
        }
        this.video = Objects.requireNonNull(made, "the source lost its video stream");
        if (source.container().contains("mov")) { // so that its clock cannot jump
            source.stream(videoIndex).discard(AVDISCARD_ALL);
        }
        StreamTags.copy(source.context(), output.context());
        StreamTags.copyChapters(source.context(), output.context(), content.span());
        description.complete();
    }

    private AVStream addVideo(AVStream from, Content content) {
        AVStream stream = output.addStream();
        header.describe(stream.codecpar());
        DolbyVisionCoding dolbyVision = DolbyVisionLayer.kept(header, container);
        boolean ownColours = dolbyVision != null && dolbyVision.compatibility() == 0;
        String tag = ownColours
                ? header.encoder().isoTagOfOwnColours()
                : header.encoder().isoTag();
        if (container.isoMedia() && !tag.isEmpty()) {
            stream.codecpar().codec_tag(fourLetters(tag));
        }
        stream.time_base(Fractions.of(header.timeBase())); // MP4 then uses it, and every timestamp is exact
        stream.sample_aspect_ratio(stream.codecpar().sample_aspect_ratio());
        StreamTags.copyVideo(from, stream, content.first().frame());
        NominalRate.set(stream, content.info().video());
        if (dolbyVision != null) {
            DolbyVisionLayer.describe(dolbyVision, stream, output.context());
        }
        if (container == OutputContainer.MPEG_TS) {
            orientation = PictureOrientation.take(header.encoder().codec(), stream.codecpar());
        }
        return stream;
    }

    private static int fourLetters(String tag) {
        return tag.charAt(0) | tag.charAt(1) << 8 | tag.charAt(2) << 16 | tag.charAt(3) << 24;
    }

    /** Returns the muxer's options. */
    public Map<String, String> muxerOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        if (container.isoMedia()) {
            options.put(
                    "movie_timescale",
                    Long.toString(movieTimescale(header.timeBase().den(), others.sampleRates())));
            options.put(
                    "movflags",
                    MovieTags.free(output.context(), container) ? "+faststart+use_metadata_tags" : "+faststart");
        } else if (container.matroska()) {
            options.put("default_mode", "passthrough");
        } else if (container == OutputContainer.MPEG_TS && source.container().equals("mpegts")) {
            options.put("mpegts_copyts", "1");
        }
        return options;
    }

    /**
     * Returns the ticks per second in which an MP4 stores the start and length of its tracks: the video's own, so that it is exact too, and
     * those of converted sound, whose padding ends within a packet.
     */
    private static long movieTimescale(long videoTicks, List<Integer> sampleRates) {
        long scale = videoTicks;
        while (scale < 1000) {
            scale *= 2;
        }
        for (int rate : sampleRates) {
            long both = scale / av_gcd(scale, rate) * rate;
            scale = both <= FINEST ? both : scale;
        }
        return scale <= FINEST ? scale : 1000;
    }

    /** Returns the output's video stream. */
    public AVStream video() {
        return video;
    }

    /** Returns the other streams. */
    public StreamSelection others() {
        return others;
    }

    /** Returns the source's metadata, to be looked for in the written file. */
    public WrittenDescription description() {
        return description;
    }

    /** Returns the display rotation if only the video's own packets can carry it; owned by this object. */
    public Optional<PictureOrientation> orientation() {
        return orientation;
    }

    /** Returns one sentence for each loss known before the packets are copied. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(losses);
        warnings.addAll(others.warnings());
        return warnings;
    }

    @Override
    public void close() {
        orientation.ifPresent(PictureOrientation::close);
        others.close();
    }
}
