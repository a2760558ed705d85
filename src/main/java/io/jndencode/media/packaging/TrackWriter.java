package io.jndencode.media.packaging;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.ffmpeg.FfmpegError;
import io.jndencode.media.input.StreamDescription;
import io.jndencode.media.open.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one stream of a finished encode into pieces at given times. Used once.
 *
 * <p>All streams are cut at the same times: the video at key frames, sound between the packets nearest behind them.
 */
final class TrackWriter {
    /** Sound from before the first picture that is kept, in seconds: what a decoder needs to begin with. */
    private static final double PREROLL = 0.1;

    /** Time without sound that is worth filling, in seconds. */
    private static final double GAP = 0.1;

    private final Path folder;
    private final Cuts cuts;
    private final boolean sound;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Integer> waiting = new ArrayList<>();
    private int next = 1;
    private long first = AV_NOPTS_VALUE;
    private long delay;
    private long start;
    private long end;
    private long initBytes;
    private Optional<Silence> silence = Optional.empty();
    private double silent;
    private int sampleRate;
    private @Nullable Rational unit;

    /** @param folder an empty folder for the files */
    TrackWriter(Path folder, Cuts cuts, boolean sound) {
        this.folder = folder;
        this.cuts = cuts;
        this.sound = sound;
    }

    /** Writes the pieces of a stream; returns null if it has nothing within the video's time. */
    @Nullable
    PackedTrack write(InputFile input, int index) {
        AVStream stream = input.stream(index);
        try (FragmentMuxer muxer = new FragmentMuxer(stream)) {
            Rational ticks = StreamDescription.rational(muxer.timeBase());
            unit = ticks;
            String codecs = CodecString.of(FinishedEncode.codec(stream), FinishedEncode.record(stream));
            sampleRate = stream.codecpar().sample_rate();
            silence = sound ? Silence.of(codecs, stream.codecpar().ch_layout().nb_channels()) : Optional.empty();
            FinishedEncode.packets(input, index, packet -> {
                av_packet_rescale_ts(packet, stream.time_base(), muxer.timeBase());
                if (!outside(packet)) {
                    fill(packet.pts(), muxer);
                    take(packet, muxer);
                }
            });
            if (waiting.isEmpty()) {
                return null;
            }
            fill(tick(cuts.count()), muxer);
            finish(muxer);
            return new PackedTrack(String.valueOf(folder.getFileName()), codecs, ticks.den(), initBytes, pieces);
        }
    }

    /** Returns the seconds of the pictures during which there is no sound in the stream. */
    double silentSeconds() {
        return silent;
    }

    /** Fills the time from the last packet to another time with silence, where that is long enough to hear and the coding is known. */
    private void fill(long until, FragmentMuxer muxer) {
        Rational ticks = Objects.requireNonNull(unit, "no stream is open");
        long from = tick(0) + end;
        if (!sound || ticks.seconds(until - from) < GAP) {
            return;
        }
        silent += ticks.seconds(until - from);
        silence.ifPresent(silence -> {
            long step = Math.round(silence.samples() / (sampleRate * ticks.toDouble()));
            AVPacket packet = av_packet_alloc();
            try {
                for (long at = until - (until - from) / step * step; at < until; at += step) {
                    FfmpegError.check(av_new_packet(packet, silence.packet().length), "writing silence");
                    packet.data().put(silence.packet());
                    packet.pts(at).dts(at).duration(step).flags(AV_PKT_FLAG_KEY);
                    take(packet, muxer);
                    av_packet_unref(packet);
                }
            } finally {
                av_packet_free(packet);
            }
        });
    }

    private long tick(int cut) {
        Rational ticks = Objects.requireNonNull(unit, "no stream is open");
        return cuts.tick(cut, ticks);
    }

    private void take(AVPacket packet, FragmentMuxer muxer) {
        long zero = tick(0);
        long pts = packet.pts() - zero;
        if (first == AV_NOPTS_VALUE) {
            first = pts;
            delay = Math.max(0, pts);
            start = sound ? 0 : pts;
        }
        boolean mayCut = sound || (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        int behind = next;
        while (mayCut && behind < cuts.count() && packet.pts() >= tick(behind)) {
            behind++;
        }
        if (behind > next && !waiting.isEmpty()) {
            flush(muxer, sound ? tick(behind - 1) - zero : pts);
        }
        next = behind;
        end = Math.max(end, pts + packet.duration());
        waiting.add(packet.size());
        packet.pts(pts - delay);
        packet.dts(packet.dts() - zero - delay);
        muxer.write(packet);
    }

    private boolean outside(AVPacket packet) {
        Rational ticks = Objects.requireNonNull(unit, "no stream is open");
        return sound && (ticks.seconds(packet.pts() - tick(0)) < -PREROLL || packet.pts() >= tick(cuts.count()));
    }

    private void finish(FragmentMuxer muxer) {
        flush(muxer, sound ? end : tick(cuts.count()) - tick(0));
    }

    private void flush(FragmentMuxer muxer, long until) {
        byte[] bytes = muxer.flush(pieces.isEmpty());
        if (pieces.isEmpty()) {
            int begin = Boxes.fragment(bytes);
            write(PackedTrack.INIT, Arrays.copyOf(bytes, begin));
            initBytes = begin;
            bytes = Arrays.copyOfRange(bytes, begin, bytes.length);
        }
        if (delay > 0) {
            Boxes.delay(bytes, delay);
        }
        write(PackedTrack.file(pieces.size()), bytes);
        long key = sound ? bytes.length : Boxes.samples(bytes) + (long) waiting.get(0);
        pieces.add(new Piece(start, until - start, bytes.length, key));
        waiting.clear();
        start = until;
    }

    private void write(String name, byte[] bytes) {
        try {
            Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new JndException.Encode("cannot write " + folder.resolve(name) + ": " + e.getMessage(), e);
        }
    }
}
