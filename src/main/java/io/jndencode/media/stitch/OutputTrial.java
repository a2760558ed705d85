package io.jndencode.media.stitch;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.OutputContainer;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.mux.DolbyVisionLayer;
import io.jndencode.media.mux.FirstPackets;
import io.jndencode.media.mux.Muxer;
import io.jndencode.media.mux.OutputLayout;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.read.FirstFrame;
import io.jndencode.media.segment.SegmentEncoder;
import io.jndencode.media.segment.SegmentHeader;
import io.jndencode.media.streams.StreamChoice;
import io.jndencode.media.tags.TimeSpan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Writes the planned output to memory before anything is encoded, with one frame of the video, so that whatever its container rejects is
 * known in the first second.
 */
public final class OutputTrial {
    private OutputTrial() {}

    /**
     * Tests an output.
     *
     * @param output path whose extension selects the container
     * @param settings settings of any shot
     * @param streams what the user wants of the other streams
     * @return one sentence for each part of the source that cannot be kept
     * @throws JndException.Encode if the output cannot be written
     */
    public static List<String> of(MediaInfo source, Path output, EncoderSettings settings, StreamChoice streams) {
        OutputContainer container =
                OutputContainer.of(output, settings.encoder().codec());
        try (FirstFrame first = FirstFrame.of(source);
                InputFile input = InputFile.open(source);
                FirstPackets packets = FirstPackets.read(input, source.video().streamIndex());
                Muxer memory = Muxer.inMemory(container);
                OutputLayout layout = new OutputLayout(
                        input, content(source, first, packets, settings, streams), container, memory)) {
            DolbyVisionLayer.check(source, container, settings.dynamicHdr());
            Map<String, String> options = new LinkedHashMap<>(layout.muxerOptions());
            options.remove("movflags"); // they rewrite what was written, which needs a file
            memory.begin(options);
            writeFrame(memory, layout, settings.encoder().trialPacket());
            memory.finish();
            List<String> warnings = layout.warnings();
            DolbyVisionLayer.dropped(
                            first, settings.dynamicHdr() || !settings.encoder().keeps(AV_FRAME_DATA_DYNAMIC_HDR_PLUS))
                    .forEach(warnings::add);
            return warnings;
        } catch (JndException.Encode e) {
            throw new JndException.Encode(
                    "cannot write %s: the %s container does not take this video with its other streams (%s); name the output .mkv"
                            .formatted(output, container.muxer(), e.getMessage()),
                    e);
        }
    }

    private static OutputLayout.Content content(
            MediaInfo source, FirstFrame first, FirstPackets packets, EncoderSettings settings, StreamChoice streams) {
        SegmentHeader header = SegmentEncoder.header(source, settings, first.frame());
        return new OutputLayout.Content(source, first, packets, header, TimeSpan.whole(header.timeBase(), 0), streams);
    }

    private static void writeFrame(Muxer memory, OutputLayout layout, byte[] frame) {
        AVPacket packet = av_packet_alloc();
        FfmpegError.check(av_new_packet(packet, frame.length), "trying the container");
        packet.data().put(frame);
        packet.pts(0).dts(0).duration(1).flags(AV_PKT_FLAG_KEY);
        packet.stream_index(layout.video().index());
        memory.write(packet);
        av_packet_free(packet);
    }
}
