package io.jndencode.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_get_audio_frame_duration2;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_delta;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.LongPointer;
import org.jspecify.annotations.Nullable;

/** One stream of the source beside the video on its way into the output: cut to the span, moved, converted where it must be. */
final class CopiedStream implements AutoCloseable {
    private final AVStream from;
    private final AVStream to;
    private final TimeSpan span;
    private final @Nullable SubtitleConverter converter;
    private final LongPointer lastAudio = new LongPointer(1).put(Timestamps.NONE);

    /**
     * @param converter owned by this object from here on; null to copy packets as they are
     */
    CopiedStream(AVStream from, AVStream to, TimeSpan span, @Nullable SubtitleConverter converter) {
        this.from = from;
        this.to = to;
        this.span = span;
        this.converter = converter;
    }

    /** Writes a packet of the stream, which is empty afterwards if it was written. */
    void write(AVPacket packet, Muxer output) {
        if ((from.disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0 && !fit(packet)) {
            return;
        }
        if (converter != null) {
            converter.convert(packet);
            if (packet.size() == 0) {
                return;
            }
        }
        rescale(packet);
        packet.stream_index(to.index());
        packet.pos(-1);
        output.write(packet);
    }

    /** Packets so far that could not be converted. */
    long unfit() {
        return converter == null ? 0 : converter.unfit();
    }

    /** Moves a packet into the output's time; false if it lies outside. */
    private boolean fit(AVPacket packet) {
        AVRational unit = from.time_base();
        long time = packet.pts() != Timestamps.NONE ? packet.pts() : packet.dts();
        if (time == Timestamps.NONE) {
            return span.whole();
        }
        if (from.codecpar().codec_type() == AVMEDIA_TYPE_SUBTITLE && packet.duration() > 0) {
            // A line on the screen at the cut stays there.
            long start = span.clip(time, unit);
            long end = span.clip(time + packet.duration(), unit);
            packet.pts(start).dts(start).duration(end - start);
            time = end > start ? start : Timestamps.NONE;
        }
        if (time == Timestamps.NONE || span.before(time, unit) || span.after(time, unit)) {
            return false;
        }
        packet.pts(moved(packet.pts(), unit));
        packet.dts(moved(packet.dts(), unit));
        return true;
    }

    private long moved(long time, AVRational unit) {
        return time == Timestamps.NONE ? time : span.moved(time, unit);
    }

    /** Sound counted in samples must not gather rounding errors when it comes from coarser ticks. */
    private void rescale(AVPacket packet) {
        int samples = from.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO
                ? av_get_audio_frame_duration2(from.codecpar(), packet.size())
                : 0;
        if (samples <= 0 || from.codecpar().sample_rate() <= 0 || packet.dts() == Timestamps.NONE) {
            av_packet_rescale_ts(packet, from.time_base(), to.time_base());
            return;
        }
        long apart = packet.pts() == Timestamps.NONE ? 0 : packet.pts() - packet.dts();
        try (AVRational unit = new AVRational().num(1).den(from.codecpar().sample_rate())) {
            long exact = av_rescale_delta(from.time_base(), packet.dts(), unit, samples, lastAudio, to.time_base());
            av_packet_rescale_ts(packet, from.time_base(), to.time_base());
            packet.dts(exact);
            if (apart == 0) {
                packet.pts(exact);
            }
        }
    }

    @Override
    public void close() {
        lastAudio.close();
        if (converter != null) {
            converter.close();
        }
    }
}
