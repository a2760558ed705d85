package io.jndencode.media.timing;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.jndencode.media.open.InputFile;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Reads the packets of a file in order, with times that continue across jumps of the source's clock: the video's times follow
 * {@link VideoClock}, and all other streams follow the video. Every reader that uses this class sees the same times. The file remains the
 * caller's.
 */
public final class SteadyPackets implements AutoCloseable {
    /** Most packets of all streams that are read ahead. */
    private static final int MOST_AHEAD = 300;

    private final InputFile input;
    private final int video;
    private final AVRational unit;
    private final boolean restarts;
    private final int witness;
    private final Deque<AVPacket> ahead = new ArrayDeque<>();
    private final Map<Integer, FollowingClock> others = new HashMap<>();
    private final Map<Integer, StraySound> sounds = new HashMap<>();
    private VideoClock clock;
    private int ended;

    /**
     * Reads the packets of a file.
     *
     * @param video index of the stream that all others follow
     */
    public SteadyPackets(InputFile input, int video) {
        this.input = input;
        this.video = video;
        this.unit = input.stream(video).time_base();
        this.restarts = mayRestart(input);
        this.witness = restarts ? firstAudio() : -1;
        this.clock = clock();
    }

    /** Returns whether the container's clock may restart at any time. */
    public static boolean mayRestart(InputFile input) {
        return (input.context().iformat().flags() & AVFMT_TS_DISCONT) != 0;
    }

    private int firstAudio() {
        for (int i = 0; i < input.streams(); i++) {
            if (input.stream(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
                return i;
            }
        }
        return -1;
    }

    private VideoClock clock() {
        return new VideoClock(restarts, second());
    }

    private double second() {
        return (double) unit.den() / unit.num();
    }

    /**
     * Returns the index of a stream that must be read beside the video, because its packets show whether the video's clock jumped or
     * nothing was sent for a while; -1 if none is needed.
     */
    public int witness() {
        return witness;
    }

    /** Reads the next packet, as {@link InputFile#read} does. */
    public int read(AVPacket packet) {
        int status = take(packet);
        if (status >= 0) {
            long offset = packet.stream_index() == video ? ofVideo(packet) : ofOther(packet);
            if (offset != 0) {
                move(packet, offset);
            }
        }
        return status;
    }

    private int take(AVPacket packet) {
        AVPacket first = ahead.poll();
        if (first == null) {
            return ended != 0 ? ended : input.read(packet);
        }
        av_packet_move_ref(packet, first);
        av_packet_free(first);
        return 0;
    }

    private long ofVideo(AVPacket packet) {
        if (packet.size() > 0) {
            advance(clock, packet, clock.plain(packet.dts()) ? new long[0] : following(VideoClock.AHEAD, null));
        }
        return clock.offset();
    }

    private void advance(VideoClock which, AVPacket packet, long[] following) {
        FollowingClock seen = others.get(witness);
        boolean waited = seen != null && which.last() != Timestamps.NONE && seen.covers(which.last(), packet.dts());
        long jumped = which.jumps();
        which.next(packet.dts(), packet.duration(), following, waited);
        if (seen != null && which.jumps() > jumped) {
            which.follow(seen.leavingRoom(which.last(), which.offset(), ofWitness()));
        }
    }

    /** Returns the times of the witness's next packets. */
    private long[] ofWitness() {
        fill(video, MOST_AHEAD, MOST_AHEAD);
        return ahead.stream()
                .filter(packet -> packet.stream_index() == witness && packet.dts() != Timestamps.NONE)
                .mapToLong(packet ->
                        av_rescale_q(packet.dts(), input.stream(witness).time_base(), unit))
                .toArray();
    }

    private long ofOther(AVPacket packet) {
        AVStream stream = input.stream(packet.stream_index());
        if (stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
            mend(packet, stream);
        }
        long time = time(packet);
        if (time == Timestamps.NONE) {
            return clock.offset();
        }
        return others.computeIfAbsent(packet.stream_index(), index -> new FollowingClock(restarts, second()))
                .next(
                        av_rescale_q(time, stream.time_base(), unit),
                        av_rescale_q(packet.duration(), stream.time_base(), unit),
                        clock,
                        this::upcoming);
    }

    /** Corrects audio times that are far off, unless the video's are off in the same way. */
    private void mend(AVPacket packet, AVStream stream) {
        StraySound sound = sounds.computeIfAbsent(
                packet.stream_index(),
                index -> new StraySound(
                        (double) stream.time_base().den() / stream.time_base().num()));
        if (sound.apart(packet.pts(), packet.dts())) {
            long chosen = sound.chosen(packet.pts(), packet.dts());
            packet.pts(chosen).dts(chosen);
        }
        long time = time(packet);
        if (time != Timestamps.NONE) {
            long[] following = sound.plain(time) ? new long[0] : following(packet.stream_index());
            long right = sound.next(time, packet.duration(), following, ended != 0);
            shift(packet, right - time);
        }
    }

    private static long time(AVPacket packet) {
        return packet.dts() == Timestamps.NONE ? packet.pts() : packet.dts();
    }

    /** Returns the times of a stream's next packets, in its own ticks. */
    private long[] following(int stream) {
        fill(stream, StraySound.AHEAD, MOST_AHEAD);
        return ahead.stream()
                .filter(packet -> packet.stream_index() == stream && time(packet) != Timestamps.NONE)
                .mapToLong(SteadyPackets::time)
                .toArray();
    }

    private void move(AVPacket packet, long offset) {
        shift(
                packet,
                av_rescale_q(offset, unit, input.stream(packet.stream_index()).time_base()));
    }

    private static void shift(AVPacket packet, long ticks) {
        if (packet.pts() != Timestamps.NONE) {
            packet.pts(packet.pts() + ticks);
        }
        if (packet.dts() != Timestamps.NONE) {
            packet.dts(packet.dts() + ticks);
        }
    }

    /** Returns the video's offset after the packets that can be read ahead, or after the next jump among them. */
    private long upcoming() {
        VideoClock later = clock.copy();
        fill(video, MOST_AHEAD, MOST_AHEAD);
        for (AVPacket packet : ahead) {
            if (packet.stream_index() == video && packet.size() > 0 && later.jumps() == clock.jumps()) {
                advance(later, packet, later.plain(packet.dts()) ? new long[0] : following(VideoClock.AHEAD, packet));
            }
        }
        return later.offset();
    }

    /** Returns the times of the video's packets after a waiting one, or after the one read last. */
    private long[] following(int most, @Nullable AVPacket behind) {
        fill(video, most, MOST_AHEAD);
        long[] times = new long[most];
        int count = 0;
        boolean passed = behind == null;
        for (AVPacket packet : ahead) {
            if (passed && count < most && packet.stream_index() == video && packet.dts() != Timestamps.NONE) {
                times[count++] = packet.dts();
            }
            passed |= packet.equals(behind);
        }
        return Arrays.copyOf(times, count);
    }

    /** Reads ahead until {@code wanted} packets of a stream are waiting. */
    private void fill(int stream, int wanted, int most) {
        long known =
                ahead.stream().filter(packet -> packet.stream_index() == stream).count();
        while (ended == 0 && known < wanted && ahead.size() < most) {
            AVPacket packet = av_packet_alloc();
            int status = input.read(packet);
            if (status >= 0) {
                ahead.add(packet);
                known += packet.stream_index() == stream ? 1 : 0;
            } else {
                av_packet_free(packet);
                ended = status;
            }
        }
    }

    /** Discards what was read ahead, after the file was positioned elsewhere; the clock's position is then unknown. */
    public void positioned() {
        ahead.forEach(packet -> av_packet_free(packet));
        ahead.clear();
        others.clear();
        sounds.clear();
        clock = clock();
        ended = 0;
    }

    /** Returns how many packets of an audio stream had times that were far off. */
    public long strays(int stream) {
        StraySound sound = sounds.get(stream);
        return sound == null ? 0 : sound.mended();
    }

    /** Returns the largest of their deviations in seconds. */
    public double furthestSeconds(int stream) {
        StraySound sound = sounds.get(stream);
        return sound == null ? 0 : sound.furthestSeconds();
    }

    /** Returns how often the video's clock has jumped so far. */
    public long jumps() {
        return clock.jumps();
    }

    @Override
    public void close() {
        positioned();
    }
}
