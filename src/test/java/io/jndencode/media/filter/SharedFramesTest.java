package io.jndencode.media.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.jndencode.BoundedTasks;
import io.jndencode.JndException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Frames whose first sample is their number. */
class SharedFramesTest {
    private static final int COUNT = 200;

    private final Numbered source = new Numbered();

    @BeforeAll
    static void natives() {
        io.jndencode.media.ffmpeg.FfmpegNatives.load();
    }

    private static final class Numbered implements SourceFrames {
        private final AVFrame frame = av_frame_alloc();
        private final AtomicLong number = new AtomicLong(-1);
        private long failAt = Long.MAX_VALUE;

        @Override
        public boolean next() {
            if (number.incrementAndGet() == failAt) {
                throw new JndException.Input("broken here");
            }
            av_frame_unref(frame);
            frame.width(16).height(16).format(AV_PIX_FMT_GRAY8);
            assertThat(av_frame_get_buffer(frame, 0)).isZero();
            frame.data(0).put((byte) number.get());
            return number.get() < COUNT;
        }

        @Override
        public AVFrame frame() {
            return frame;
        }

        @Override
        public long pts() {
            return number.get() * 10;
        }

        @Override
        public long duration() {
            return number.get() + 1;
        }
    }

    @AfterEach
    void release() {
        av_frame_free(source.frame);
    }

    private static List<Long> read(SharedFrames.Seat seat, AtomicLong furthest) {
        List<Long> seen = new ArrayList<>();
        while (seat.next()) {
            assertThat(seat.frame().data(0).get()).isEqualTo((byte) seen.size());
            assertThat(seat.pts()).isEqualTo(seen.size() * 10L);
            assertThat(seat.duration()).isEqualTo(seen.size() + 1L);
            seen.add(seat.pts());
            furthest.accumulateAndGet(seen.size(), Math::max);
        }
        return seen;
    }

    @Test
    void everyReaderSeesEveryFrameOnceAndNobodyRunsAway() {
        SharedFrames shared = new SharedFrames(source, 3);
        List<List<Long>> seen = new ArrayList<>(List.of(List.of(), List.of(), List.of()));
        AtomicLong furthest = new AtomicLong();
        try (BoundedTasks tasks = new BoundedTasks("reader", "reading", 3, 3)) {
            for (int i = 0; i < 3; i++) {
                int reader = i;
                tasks.submit("reading", () -> {
                    try (SharedFrames.Seat seat = shared.seats().get(reader)) {
                        if (reader == 2) { // begins when the others have gone as far as they may
                            while (furthest.get() < 32) {
                                Thread.onSpinWait();
                            }
                            assertThat(source.number.get()).isLessThanOrEqualTo(32);
                        }
                        seen.set(reader, read(seat, furthest));
                    }
                });
            }
            tasks.finish();
        }
        List<Long> all = IntStream.range(0, COUNT).mapToObj(i -> i * 10L).toList();
        assertThat(seen).containsExactly(all, all, all);
        assertThat(source.number.get()).isEqualTo(COUNT);
    }

    @Test
    void oneThatLeavesKeepsNobodyWaiting() {
        SharedFrames shared = new SharedFrames(source, 2);
        shared.seats().get(0).next();
        shared.seats().get(0).close();
        assertThat(read(shared.seats().get(1), new AtomicLong())).hasSize(COUNT);
        assertThatThrownBy(() -> shared.seats().get(0).next()).isInstanceOf(IllegalStateException.class);
        shared.seats().get(1).close();
    }

    @Test
    void whatBreaksTheDecoderIsToldToAll() {
        source.failAt = 5;
        SharedFrames shared = new SharedFrames(source, 2);
        for (SharedFrames.Seat seat : shared.seats()) {
            assertThatThrownBy(() -> read(seat, new AtomicLong())).hasMessage("broken here");
        }
        shared.seats().forEach(SharedFrames.Seat::close);
    }

    @Test
    void anInterruptEndsTheWait() {
        SharedFrames shared = new SharedFrames(source, 2);
        SharedFrames.Seat seat = shared.seats().get(0);
        IntStream.range(0, 32).forEach(i -> assertThat(seat.next()).isTrue());
        Thread.currentThread().interrupt();
        assertThatThrownBy(seat::next).isInstanceOf(JndException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
        shared.seats().forEach(SharedFrames.Seat::close);
    }
}
