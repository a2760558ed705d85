package io.jndencode.media.mux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DOVI_CONF;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import io.jndencode.JndException;
import io.jndencode.media.HdrMetadata.DolbyVision;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.OutputContainer;
import io.jndencode.media.encoder.DolbyVisionCoding;
import io.jndencode.media.read.FirstFrame;
import io.jndencode.media.segment.SegmentHeader;
import io.jndencode.media.tags.StreamTags;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Says in an output that its frames carry Dolby Vision metadata, or why they do not. */
public final class DolbyVisionLayer {
    /** Containers in which FFmpeg writes the configuration; WebM has no place for it, QuickTime's and transport streams' are not written. */
    private static final Set<OutputContainer> PLACES = Set.of(OutputContainer.MP4, OutputContainer.MATROSKA);

    /** FF_COMPLIANCE_UNOFFICIAL, a macro without a Java constant. */
    private static final int UNOFFICIAL = -1;

    private DolbyVisionLayer() {}

    /** Returns the configuration that lets players find the metadata; null if there is none, or no place for it. */
    static @Nullable DolbyVisionCoding kept(SegmentHeader header, OutputContainer container) {
        return PLACES.contains(container) ? header.dolbyVision() : null;
    }

    /** Adds the configuration to the description of the output's video. */
    static void describe(DolbyVisionCoding coding, AVStream video, AVFormatContext output) {
        byte[] record = coding.record();
        try (BytePointer data = new BytePointer(record)) {
            StreamTags.addSideData(video.codecpar(), AV_PKT_DATA_DOVI_CONF, data, record.length);
        }
        output.strict_std_compliance(UNOFFICIAL); // required by muxers to write it
    }

    /**
     * Refuses a video whose colours are wrong without metadata that its container cannot keep, unless the user accepts that.
     *
     * @param keep whether dynamic HDR is to be kept
     */
    public static void check(MediaInfo source, OutputContainer container, boolean keep) {
        DolbyVision dolby = DolbyVisionCoding.of(source);
        if (keep && dolby != null && dolby.ownColours() && !PLACES.contains(container)) {
            throw new JndException.Usage(
                    "%s is Dolby Vision of profile %d, whose pictures have wrong colours without metadata that %s cannot say it has: name the output .mp4 or .mkv, or give --dynamic-hdr drop to encode them all the same"
                            .formatted(source.file(), dolby.profile(), container.muxer()));
        }
    }

    /** Returns one sentence if an output lacks the source's Dolby Vision metadata, or a place to say that it is there; otherwise empty. */
    static List<String> loss(MediaInfo source, SegmentHeader header, OutputContainer container) {
        DolbyVision dolby = DolbyVisionCoding.of(source);
        if (dolby == null || kept(header, container) != null) {
            return List.of();
        }
        String left = dolby.ownColours()
                ? "the output's colours are wrong without it"
                : "the output is the plain " + plain(dolby, source) + " picture";
        if (header.dolbyVision() != null) {
            return List.of(
                    "the Dolby Vision metadata is in the pictures, but %s as written here has no place to say so, as .mp4 and .mkv do: players show the plain %s picture"
                            .formatted(container.muxer(), plain(dolby, source)));
        }
        String why = DolbyVisionCoding.obstacle(header.encoder(), source, header.pixelFormat());
        return List.of("the Dolby Vision metadata %s: %s"
                .formatted(why.isEmpty() ? "was left out, as asked for" : why + " and was left out", left));
    }

    private static String plain(DolbyVision dolby, MediaInfo source) {
        return switch (source.video().format().color().transfer()) {
            case "smpte2084" -> "HDR10";
            case "arib-std-b67" -> "HLG";
            default -> dolby.compatibility() == 1 ? "HDR10" : "SDR";
        };
    }

    /** Returns one sentence if HDR10+ is dropped at the user's request; otherwise empty. */
    public static List<String> dropped(FirstFrame first, boolean keep) {
        AVFrameSideData data = av_frame_get_side_data(first.frame(), AV_FRAME_DATA_DYNAMIC_HDR_PLUS);
        return keep || data == null || data.isNull()
                ? List.of()
                : List.of("the HDR10+ metadata (scene by scene; the static values stay) was left out, as asked for");
    }
}
