package io.jndencode.media.mux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DOVI_CONF;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_AFD;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DOVI_METADATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DOVI_RPU_BUFFER;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_VIVID;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_GOP_TIMECODE;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_LCEVC;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_PANSCAN;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_S12M_TIMECODE;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_SEI_UNREGISTERED;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_VIEW_ID;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_side_data_name;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.OutputContainer;
import io.jndencode.media.VideoStream;
import io.jndencode.media.encoder.EncodeFormat;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.input.SideData;
import io.jndencode.media.read.FirstFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;

/** Finds which metadata of a source's pictures the output's video cannot hold, so that every loss is reported. */
public final class UnsupportedMetadata {
    private static final Map<Integer, String> UNWRITABLE = new LinkedHashMap<>();

    static {
        UNWRITABLE.put(AV_FRAME_DATA_DYNAMIC_HDR_PLUS, "the HDR10+ metadata (scene by scene; the static values stay)");
        UNWRITABLE.put(AV_FRAME_DATA_DYNAMIC_HDR_VIVID, "the HDR Vivid metadata");
        UNWRITABLE.put(AV_FRAME_DATA_GOP_TIMECODE, "the time code of the groups of pictures");
        UNWRITABLE.put(AV_FRAME_DATA_SEI_UNREGISTERED, "user data inside the pictures (SEI)");
        UNWRITABLE.put(AV_FRAME_DATA_LCEVC, "the enhancement layer (LCEVC)");
        UNWRITABLE.put(AV_FRAME_DATA_PANSCAN, "the pan-and-scan hints");
        UNWRITABLE.put(AV_FRAME_DATA_AFD, "the active format description");
        UNWRITABLE.put(AV_FRAME_DATA_S12M_TIMECODE, "the time code inside the pictures");
    }

    /** Types that have their own sentence below. */
    private static final Set<Integer> OWN_SENTENCE =
            Set.of(AV_FRAME_DATA_DOVI_RPU_BUFFER, AV_FRAME_DATA_DOVI_METADATA, AV_FRAME_DATA_VIEW_ID);

    /** Marker bit that is always set in the middle of MPEG-2's 25-bit time code. */
    private static final long MARKER_BIT = 1L << 12;

    private static final List<String> ENCODERS = List.of("x264 - core", "x265 (build", "Lavc", "options:");

    private UnsupportedMetadata() {}

    /**
     * Returns one sentence for each loss.
     *
     * @param encoder encoder of the output
     * @param format pixel format of the encode, by FFmpeg's name
     * @param container what it goes into
     */
    public static List<String> of(
            MediaInfo source, FirstFrame first, VideoEncoder encoder, String format, OutputContainer container) {
        List<String> losses = new ArrayList<>();
        pixels(source.video(), first, encoder, format, losses);
        for (String name : unwritable(first, encoder, container)) {
            losses.add(name + " cannot be kept in " + encoder.standard() + " and was left out");
        }
        if (first.views() > 1) {
            losses.add("the video holds %d views (stereo); only the first was encoded".formatted(first.views()));
        }
        return losses;
    }

    private static Set<String> unwritable(FirstFrame first, VideoEncoder encoder, OutputContainer container) {
        Set<String> names = new LinkedHashSet<>();
        AVFrame frame = first.frame();
        for (int i = 0; i < frame.nb_side_data(); i++) {
            AVFrameSideData data = frame.side_data(i);
            SideData.Fate fate = SideData.ofFrames(data.type());
            boolean lost = !encoder.keeps(data.type()) && !SideData.inHeader(data.type(), container);
            boolean named = (fate == SideData.Fate.NAMED || fate == SideData.Fate.PICTURES) && lost;
            if (named && !OWN_SENTENCE.contains(data.type()) && meant(data)) {
                String plain = "the " + FfmpegNatives.text(av_frame_side_data_name(data.type()), "unknown side data");
                names.add(UNWRITABLE.getOrDefault(data.type(), plain));
            }
        }
        AVCodecParameters stream = first.stream().codecpar();
        for (int i = 0; i < stream.nb_coded_side_data(); i++) {
            int type = stream.coded_side_data().getPointer(i).type();
            if (SideData.ofPackets(type) == SideData.Fate.NAMED && type != AV_PKT_DATA_DOVI_CONF) {
                names.add("the " + FfmpegNatives.text(av_packet_side_data_name(type), "unknown side data"));
            }
        }
        return names;
    }

    /** Returns whether the data is more than encoders add by themselves, such as a clock at zero or a note of the options. */
    private static boolean meant(AVFrameSideData data) {
        byte[] bytes = new byte[(int) Math.min(data.size(), 1 << 12)];
        data.data().get(bytes);
        if (data.type() == AV_FRAME_DATA_GOP_TIMECODE) {
            long code = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong();
            return (code & ~MARKER_BIT) != 0;
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return data.type() != AV_FRAME_DATA_SEI_UNREGISTERED
                || ENCODERS.stream().noneMatch(text::contains);
    }

    private static void pixels(
            VideoStream video, FirstFrame first, VideoEncoder encoder, String format, List<String> losses) {
        boolean hidden = first.alphaBeside();
        boolean shown = (av_pix_fmt_desc_get(first.frame().format()).flags() & AV_PIX_FMT_FLAG_ALPHA) != 0;
        if (shown || hidden) {
            losses.add("the transparency of the video (%s) cannot be kept in %s and was left out"
                    .formatted(
                            shown ? video.format().pixelFormat() : "a second picture beside each", encoder.standard()));
        }
        if (!shown && !EncodeFormat.holds(format, video.format().pixelFormat())) {
            losses.add("the pixel format %s became %s".formatted(video.format().pixelFormat(), format));
        }
    }
}
