package io.jndencode.media.sound;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.jndencode.JndException;
import io.jndencode.media.streams.SoundCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Converts one stream of sound, keeping its times: a pause in the source becomes silence, so that later sound stays with its pictures.
 * Only a few frames of sound are in memory. Owns its decoder and encoder.
 */
public final class SoundConverter implements AutoCloseable {
    /** Seconds by which times may be off before sound is moved: clocks of containers are coarse, and some jitter. */
    private static final double LOOSE = 0.04;

    /** The same behind a packet that could not be decoded: its time is missing in the sound. */
    private static final double CLOSE = 0.003;

    private final AVStream from;
    private final SoundCodec kind;
    private final SoundDecoder decoder;
    private final SoundEncoder encoder;
    private final SoundResampler resampler;
    private final int sourceRate;
    private final String sourceLayout;
    private final long bitRate;
    private long start = Long.MIN_VALUE;
    private long end = Long.MAX_VALUE;
    private boolean begun;
    private long position;
    private long dropping;
    private long errors;
    private long silence;
    private long cut;

    private SoundConverter(
            AVStream from, SoundCodec kind, SoundDecoder decoder, SoundEncoder encoder, int rate, String layout) {
        this.from = from;
        this.kind = kind;
        this.decoder = decoder;
        this.encoder = encoder;
        this.resampler = new SoundResampler(encoder.codec());
        this.sourceRate = rate;
        this.sourceLayout = layout;
        this.bitRate = encoder.codec().bit_rate();
    }

    /**
     * Opens a converter.
     *
     * @param first the stream's first packets, from which is learnt what it decodes to
     * @param bitRate bits per second, 0 for the usual ones
     * @throws JndException.Encode if FFmpeg cannot decode the stream or encode such sound; the message says why
     */
    public static SoundConverter open(AVStream stream, List<AVPacket> first, SoundCodec kind, int bitRate) {
        AVChannelLayout layout = new AVChannelLayout();
        int[] rate = {stream.codecpar().sample_rate()};
        av_channel_layout_copy(layout, stream.codecpar().ch_layout());
        SoundDecoder decoder = SoundDecoder.open(stream);
        try {
            learn(stream, first, layout, rate);
            if (rate[0] <= 0 || layout.nb_channels() <= 0) {
                throw new JndException.Encode("its sampling rate or channels are unknown");
            }
            SoundEncoder encoder = SoundEncoder.open(kind, rate[0], layout, bitRate);
            return new SoundConverter(
                    stream, kind, decoder, encoder, rate[0], SoundFormat.known(layout) ? SoundFormat.name(layout) : "");
        } catch (RuntimeException | Error e) {
            decoder.close();
            throw e;
        } finally {
            av_channel_layout_uninit(layout);
        }
    }

    /** Decodes the first packets: a stream may decode to more than its container says, as HE-AAC does. */
    private static void learn(AVStream stream, List<AVPacket> first, AVChannelLayout layout, int[] rate) {
        boolean[] known = {false};
        Consumer<AVFrame> look = frame -> {
            if (!known[0]) {
                rate[0] = frame.sample_rate();
                av_channel_layout_copy(layout, frame.ch_layout());
                known[0] = true;
            }
        };
        try (SoundDecoder trial = SoundDecoder.open(stream)) {
            for (AVPacket packet : first) {
                AVPacket copy = av_packet_clone(packet);
                trial.decode(copy, look);
                av_packet_free(copy);
            }
            trial.decode(null, look);
        }
    }

    /** Describes the output's stream. */
    public void describe(AVStream made) {
        encoder.describe(made);
    }

    /** Returns the unit of the packets' times: one over the output's sampling rate. */
    public AVRational unit() {
        return encoder.codec().time_base();
    }

    /** Returns the output's sampling rate. */
    public int sampleRate() {
        return encoder.codec().sample_rate();
    }

    /** Keeps only the samples of a span of the output's time. */
    public void keep(long first, long afterLast) {
        start = first;
        end = afterLast;
    }

    /**
     * Converts a packet.
     *
     * @param packet its times are the output's, in the source stream's unit
     * @param packets receives coded packets in {@link #unit}, valid during the call only
     */
    public void put(AVPacket packet, Consumer<AVPacket> packets) {
        decoder.decode(packet, frame -> take(frame, packets));
    }

    /** Converts what is left. */
    public void finish(Consumer<AVPacket> packets) {
        decoder.decode(null, frame -> take(frame, packets));
        resampler.flush(samples -> encode(samples, packets));
        encoder.finish(packets);
    }

    private void take(AVFrame frame, Consumer<AVPacket> packets) {
        Consumer<AVFrame> on = samples -> encode(samples, packets);
        if (frame.sample_rate() <= 0 || frame.nb_samples() <= 0) {
            return;
        }
        resampler.expect(frame, on);
        long due = position + resampler.delay() - dropping;
        long time = frame.pts() == AV_NOPTS_VALUE ? due : av_rescale_q(frame.pts(), from.time_base(), unit());
        if (!begun) {
            long length = (long) frame.nb_samples() * sampleRate() / frame.sample_rate();
            if (start != Long.MIN_VALUE && time + length <= start) {
                return;
            }
            begun = true;
            position = Math.max(time, start);
            dropping = position - time;
            encoder.begin(position);
        } else {
            follow(time - due, on);
        }
        resampler.put(frame, on);
    }

    /** Fills a pause with silence, or leaves out what overlaps. */
    private void follow(long apart, Consumer<AVFrame> on) {
        double allowed = decoder.damaged() > errors ? CLOSE : LOOSE;
        errors = decoder.damaged();
        if (Math.abs(apart) <= allowed * sampleRate()) {
            return;
        }
        if (apart > 0) {
            silence += apart;
            resampler.silence(apart, on);
        } else {
            cut -= apart;
            dropping -= apart;
        }
    }

    private void encode(AVFrame samples, Consumer<AVPacket> packets) {
        int skipped = (int) Math.min(dropping, samples.nb_samples());
        dropping -= skipped;
        int rest = samples.nb_samples() - skipped;
        int wanted = (int) Math.max(0, Math.min(rest, end - position));
        if (wanted > 0) {
            encoder.put(samples, skipped, wanted, packets);
        }
        position += rest;
    }

    /** Returns what the sound is converted to, for a sentence. */
    public String told() {
        String layout = SoundFormat.name(encoder.codec().ch_layout());
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%s, %.0f kb/s, %s, %d Hz", kind.title(), bitRate / 1000.0, layout, sampleRate()));
        if (sampleRate() != sourceRate) {
            text.append(" (resampled from ").append(sourceRate).append(" Hz)");
        }
        if (!layout.equals(sourceLayout) && !sourceLayout.isEmpty()) {
            text.append(" (in the source ").append(sourceLayout).append(", the same channels)");
        }
        return text.toString();
    }

    /** Returns one sentence without its subject for each kind of change, once all was converted. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (decoder.damaged() > 0) {
            remarks.add(decoder.damaged()
                    + " packets are damaged: the output has what the decoder makes of them, or silence");
        }
        if (silence > 0) {
            remarks.add(String.format(
                    Locale.ROOT, "%.2f s without sound were filled with silence", (double) silence / sampleRate()));
        }
        if (cut > 0) {
            remarks.add(String.format(
                    Locale.ROOT, "%.2f s that lie over earlier sound were left out", (double) cut / sampleRate()));
        }
        if (resampler.changes() > 0) {
            remarks.add("its sampling rate or channels change on the way and were brought to one");
        }
        return remarks;
    }

    @Override
    public void close() {
        resampler.close();
        encoder.close();
        decoder.close();
    }
}
