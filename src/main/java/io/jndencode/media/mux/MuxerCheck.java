package io.jndencode.media.mux;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_codec_get_id;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;

import io.jndencode.JndException;
import io.jndencode.media.OutputContainer;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.tags.StreamTags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;

/**
 * Tests whether a muxer accepts a stream by writing a whole file of the stream's first packets to memory: the muxer's tables of codecs are
 * incomplete, and MP4 checks a track's description only at the end.
 */
final class MuxerCheck {
    /** How a stream fits into a container. */
    enum Fit {
        AS_IT_IS,
        /** Audio with an unknown channel layout, given the usual one for its number of channels. */
        WITH_USUAL_LAYOUT
    }

    private static final Set<String> IN_TRANSPORT_STREAMS = Set.of(
            "aac",
            "aac_latm",
            "ac3",
            "dts",
            "dvb_subtitle",
            "dvb_teletext",
            "eac3",
            "klv",
            "mp1",
            "mp2",
            "mp3",
            "opus",
            "s302m",
            "scte_35",
            "timed_id3",
            "truehd",
            "h264",
            "hevc",
            "mpeg2video");

    private MuxerCheck() {}

    /** Returns how a container accepts a stream; empty if it does not. */
    static Optional<Fit> fit(OutputContainer container, AVStream stream, List<AVPacket> packets) {
        // The muxer of transport streams accepts anything, but as data no player can read.
        if (container == OutputContainer.MPEG_TS && !IN_TRANSPORT_STREAMS.contains(StreamSelection.codecName(stream))) {
            return Optional.empty();
        }
        for (Fit fit : Fit.values()) {
            boolean unplaced = stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO
                    && stream.codecpar().ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC;
            if ((fit == Fit.AS_IT_IS || unplaced) && takes(container, stream, packets, fit)) {
                return Optional.of(fit);
            }
        }
        return Optional.empty();
    }

    private static boolean takes(OutputContainer container, AVStream stream, List<AVPacket> packets, Fit fit) {
        try (Muxer memory = Muxer.inMemory(container)) {
            AVStream trial = memory.addStream();
            describe(stream, trial, memory.context().oformat(), fit);
            trial.time_base(stream.time_base());
            StreamTags.copy(stream, trial);
            memory.begin(Map.of());
            DecodingOrder order =
                    new DecodingOrder(stream, trial, memory.context().oformat());
            boolean picture = (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
            for (AVPacket packet : packets) {
                AVPacket copy = av_packet_clone(packet);
                av_packet_rescale_ts(copy, stream.time_base(), trial.time_base());
                if (!picture) {
                    order.put(copy, 0);
                }
                copy.stream_index(0).pos(-1);
                memory.write(copy);
                av_packet_free(copy);
            }
            memory.finish();
            boolean tried = !packets.isEmpty() && memory.refusals() > 0;
            return !tried || memory.written(0) > 0;
        } catch (JndException.Encode e) {
            return false; // this is the result, not a failure
        }
    }

    /** Describes the output's stream for a copy of a source's. */
    static void describe(AVStream from, AVStream to, AVOutputFormat format, Fit fit) {
        AVCodecParameters parameters = to.codecpar();
        FfmpegError.check(avcodec_parameters_copy(parameters, from.codecpar()), "describing a stream");
        parameters.codec_tag(keptTag(from.codecpar(), format));
        if (fit == Fit.WITH_USUAL_LAYOUT) {
            AVChannelLayout layout = parameters.ch_layout();
            av_channel_layout_default(layout, layout.nb_channels());
        }
    }

    /**
     * Returns the source's codec tag if it means the same codec in the output's container, because MP4's variants of one codec differ by
     * it.
     */
    private static int keptTag(AVCodecParameters parameters, AVOutputFormat format) {
        boolean same = format.codec_tag() != null
                && av_codec_get_id(format.codec_tag(), parameters.codec_tag()) == parameters.codec_id();
        return same ? parameters.codec_tag() : 0;
    }
}
