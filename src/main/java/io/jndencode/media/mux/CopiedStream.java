package io.jndencode.media.mux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_get_audio_frame_duration2;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_delta;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.sound.SoundConverter;
import io.jndencode.media.tags.TimeSpan;
import io.jndencode.media.timing.Timestamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.LongPointer;
import org.jspecify.annotations.Nullable;

/** One stream beside the video that is copied to the output: cut to the span, shifted, and converted if necessary. */
public final class CopiedStream implements AutoCloseable {
    /** Seconds by which a subtitle line may lag behind the other streams: less than a muxer waits for sparse streams. */
    private static final long LATE = 5;

    private final AVStream from;
    private final AVStream to;
    private final TimeSpan span;
    private final @Nullable SubtitleConverter converter;
    private final @Nullable SubtitleLines lines;
    private final @Nullable ConvertedSound sound;
    private final Muxer output;
    private final DecodingOrder order;
    private final LongPointer lastAudio = new LongPointer(1).put(Timestamps.NONE);
    private final AacChanges aac;
    private long handed;
    private long strays;
    private double furthest;

    /**
     * Creates a copy of a stream.
     *
     * @param converter owned by this object from now on; null if the stream is not text that is converted
     * @param sound owned by this object from now on; null if the stream is not sound that is converted
     */
    CopiedStream(
            AVStream from,
            AVStream to,
            TimeSpan span,
            @Nullable SubtitleConverter converter,
            @Nullable SoundConverter sound,
            Muxer output) {
        this.from = from;
        this.to = to;
        this.span = span;
        this.converter = converter;
        this.lines = converter != null && converter.oneAtATime() ? new SubtitleLines() : null;
        this.sound = sound == null ? null : new ConvertedSound(from, to, span, sound);
        this.output = output;
        this.order = new DecodingOrder(from, to, output.context().oformat());
        boolean transport =
                FfmpegNatives.text(output.context().oformat().name(), "").equals("mpegts");
        this.aac = new AacChanges(to.codecpar(), transport);
    }

    /**
     * Writes a packet of the stream; it is empty afterwards if it was written.
     *
     * @param now current reading position in the source's time, for a packet without a time
     */
    public void write(AVPacket packet, long now, AVRational unit) {
        if (sound != null) {
            sound.write(packet, this::handSound);
            return;
        }
        boolean picture = (from.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
        if (!picture && !fit(packet)) {
            return;
        }
        if (converter != null && lines != null) {
            lines.add(packet.pts(), packet.duration(), converter.read(packet));
            return;
        }
        if (converter != null) {
            converter.convert(packet);
            if (packet.size() == 0) {
                return;
            }
        }
        rescale(packet);
        if (!picture) {
            order.put(packet, av_rescale_q(moved(now, unit), unit, to.time_base()));
        }
        hand(packet);
    }

    private void hand(AVPacket packet) {
        aac.put(packet);
        packet.stream_index(to.index());
        packet.pos(-1);
        output.write(packet);
        handed++;
    }

    private void handSound(AVPacket coded) {
        order.put(coded, coded.pts());
        hand(coded);
    }

    /** Reports how far the file was read, so that lines held back until all overlapping ones were known can be written. */
    void advance(long now, AVRational unit) {
        if (lines != null) {
            long ticks = av_rescale_q(moved(now, unit), unit, from.time_base());
            write(lines.until(
                    ticks - LATE * from.time_base().den() / from.time_base().num()));
        }
    }

    /** Writes what was held back; a line of unknown duration ends with the video. */
    void finish(long end, AVRational unit) {
        if (sound != null) {
            sound.finish(this::handSound);
        }
        if (lines != null) {
            write(lines.rest(av_rescale_q(moved(end, unit), unit, from.time_base())));
        }
    }

    private void write(List<SubtitleLines.Shown> texts) {
        AVPacket packet = texts.isEmpty() || converter == null ? null : av_packet_alloc();
        for (SubtitleLines.Shown shown : texts) {
            byte[] text = converter == null ? new byte[0] : converter.write(shown.lines());
            if (packet != null && text.length > 0) {
                FfmpegError.check(av_new_packet(packet, text.length), "converting subtitles");
                packet.data().put(text);
                packet.pts(shown.start()).dts(shown.start()).duration(shown.end() - shown.start());
                packet.flags(AV_PKT_FLAG_KEY);
                av_packet_rescale_ts(packet, from.time_base(), to.time_base());
                order.put(packet, packet.pts());
                hand(packet);
            }
        }
        av_packet_free(packet);
    }

    /** Records how many packets of the source had wrong times, and the largest deviation in seconds. */
    void strayed(long count, double seconds) {
        strays = count;
        furthest = seconds;
    }

    /** Returns whether the stream is sound that is coded again, so that what lies beside its old packets is used up. */
    public boolean codedAgain() {
        return sound != null;
    }

    /** Returns the number of packets so far that could not be converted. */
    long unfit() {
        return converter == null ? 0 : converter.unfit();
    }

    /** Moves a packet to the output's time; returns false if it lies outside the span. */
    private boolean fit(AVPacket packet) {
        AVRational unit = from.time_base();
        long time = packet.pts() != Timestamps.NONE ? packet.pts() : packet.dts();
        if (time == Timestamps.NONE) {
            return span.whole();
        }
        if (from.codecpar().codec_type() == AVMEDIA_TYPE_SUBTITLE && packet.duration() > 0) {
            // A line shown at the cut is kept.
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

    /** Rescales times without accumulating rounding errors, for audio counted in samples that comes from coarser ticks. */
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

    /** Returns one sentence for each kind of change or loss, once the output is complete. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>(order.remarks());
        String name = StreamSelection.name(from);
        if (strays > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%s: %s far off, by up to %.1f s, and set to follow on",
                    name,
                    strays == 1 ? "1 timestamp was" : strays + " timestamps were",
                    furthest));
        }
        if (sound != null) {
            sound.remarks().forEach(remark -> remarks.add(name + ": " + remark));
        }
        if (aac.changed()) {
            remarks.add(name + ": its sampling rate or channels change on the way, of which the output knows the first:"
                    + " what follows may sound wrong");
        }
        if (lines != null && lines.overlapping() > 0) {
            remarks.add(
                    ("%s: %d lines overlap; the output has one text at a time, so they are shown together while they"
                                    + " overlap")
                            .formatted(name, lines.overlapping()));
        }
        if (lines != null && lines.late() > 0) {
            remarks.add("%s: %d lines come too late in the file and are cut at their beginning"
                    .formatted(name, lines.late()));
        }
        long missing = handed - output.written(to.index());
        boolean filtered = from.codecpar().codec_type() != AVMEDIA_TYPE_AUDIO; // a filter may have merged packets
        if (missing > 0 && (output.refusals() > 0 || !filtered)) {
            remarks.add("%s: %d packets are damaged or refused by the output's container and were left out"
                    .formatted(name, missing));
        }
        return remarks;
    }

    @Override
    public void close() {
        lastAudio.close();
        if (converter != null) {
            converter.close();
        }
        if (sound != null) {
            sound.close();
        }
    }
}
