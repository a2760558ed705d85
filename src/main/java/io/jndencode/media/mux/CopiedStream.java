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

/** One stream of the source beside the video on its way into the output: cut to the span, moved, converted where it must be. */
public final class CopiedStream implements AutoCloseable {
    /** How far behind the rest of a file a subtitle line may come, in seconds: less than a muxer waits for sparse streams. */
    private static final long LATE = 5;

    private final AVStream from;
    private final AVStream to;
    private final TimeSpan span;
    private final @Nullable SubtitleConverter converter;
    private final @Nullable SubtitleLines lines;
    private final Muxer output;
    private final DecodingOrder order;
    private final LongPointer lastAudio = new LongPointer(1).put(Timestamps.NONE);
    private final AacChanges aac;
    private long handed;
    private long strays;
    private double furthest;

    /**
     * @param converter owned by this object from here on; null to copy packets as they are
     */
    CopiedStream(AVStream from, AVStream to, TimeSpan span, @Nullable SubtitleConverter converter, Muxer output) {
        this.from = from;
        this.to = to;
        this.span = span;
        this.converter = converter;
        this.lines = converter != null && converter.oneAtATime() ? new SubtitleLines() : null;
        this.output = output;
        this.order = new DecodingOrder(from, to, output.context().oformat());
        boolean transport =
                FfmpegNatives.text(output.context().oformat().name(), "").equals("mpegts");
        this.aac = new AacChanges(to.codecpar(), transport);
    }

    /**
     * Writes a packet of the stream, which is empty afterwards if it was written.
     *
     * @param now where the reading is, in the source's time, for a packet that has none
     */
    public void write(AVPacket packet, long now, AVRational unit) {
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

    /** Says how far the file was read: lines that were held back until all that are shown beside them were known are written. */
    void advance(long now, AVRational unit) {
        if (lines != null) {
            long ticks = av_rescale_q(moved(now, unit), unit, from.time_base());
            write(lines.until(
                    ticks - LATE * from.time_base().den() / from.time_base().num()));
        }
    }

    /** Writes what was held back; a line whose end nothing tells ends with the video. */
    void finish(long end, AVRational unit) {
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

    /** Says how many packets of the source had times that were far off, and by how many seconds at most. */
    void strayed(long count, double seconds) {
        strays = count;
        furthest = seconds;
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

    /** One sentence for each kind of thing that had to be changed or could not be kept, once the output is complete. */
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
        boolean filtered = from.codecpar().codec_type() != AVMEDIA_TYPE_AUDIO; // packets may then be merged on the way
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
    }
}
