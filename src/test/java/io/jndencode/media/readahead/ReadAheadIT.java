package io.jndencode.media.readahead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.read.FrameSource;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.SegmentEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an encoder gets of a read-ahead is what it would decode, within the memory allowed. */
@Timeout(120)
class ReadAheadIT {
    private static final Path CLIP = Path.of("test-videos/sintel-phone.mp4");
    private static final int FRAMES = 24;
    private static final long PLENTY = 1L << 30;

    @TempDir
    Path folder;

    private static VideoReader open(Path video) {
        return VideoReader.open(video, ReaderOptions.defaults());
    }

    private static void read(VideoReader reader, ReadAhead frames, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(reader.next()).isTrue();
            frames.keep(reader);
        }
    }

    private byte[] encoded(FrameSource source, String name) throws IOException {
        Path file = folder.resolve(name);
        ExpectedFrames frames = new ExpectedFrames.Counted(FRAMES, OptionalLong.empty());
        new SegmentEncoder(EncoderSettings.constantQp("superfast", 30)).encode(source, frames, file, done -> {});
        return Files.readAllBytes(file);
    }

    /** The bytes of all samples of one frame of the clip, found by keeping one. */
    private static long frameBytes() {
        try (VideoReader reader = open(CLIP);
                ReadAhead one = new ReadAhead(PLENTY, () -> false)) {
            read(reader, one, 1);
            return one.bytes();
        }
    }

    @Test
    void keptFramesGiveTheBytesThatDecodedOnesGive() throws IOException {
        byte[] fromFile;
        try (VideoReader reader = open(CLIP)) {
            for (int i = 0; i <= FRAMES; i++) {
                assertThat(reader.next()).isTrue();
            }
            fromFile = encoded(reader, "decoded");
        }
        try (VideoReader reader = open(CLIP);
                ReadAhead ahead = new ReadAhead(PLENTY, () -> false)) {
            read(reader, ahead, 2 * FRAMES);
            assertThat(encoded(ahead.take(FRAMES, 2 * FRAMES).orElseThrow(), "kept again"))
                    .isEqualTo(fromFile);
        }
    }

    @Test
    void framesAreReleasedAsTheyAreUsed() {
        long each = frameBytes();
        ReadAhead ahead = new ReadAhead(PLENTY, () -> false);
        try (VideoReader reader = open(CLIP)) {
            read(reader, ahead, 10);
            ShotFrames shot = ahead.take(4, 8).orElseThrow();
            assertThat(ahead.bytes()).isEqualTo(6 * each);
            assertThat(shot.next()).isTrue();
            assertThat(ahead.bytes()).isEqualTo(5 * each);
            shot.close();
            assertThat(ahead.bytes()).isEqualTo(2 * each);
        } finally {
            ahead.close();
        }
        assertThat(ahead.bytes()).isZero();
    }

    @Test
    void framesThatAreHeldStayUntilTheShotIsDone() {
        long each = frameBytes();
        try (VideoReader reader = open(CLIP);
                ReadAhead ahead = new ReadAhead(PLENTY, () -> false)) {
            read(reader, ahead, 4);
            ShotFrames shot = ahead.take(0, 3).orElseThrow();
            shot.hold();
            for (int pass = 0; pass < 2; pass++) {
                shot.rewind();
                assertThat(shot.index()).isZero();
                assertThat(shot.next()).isTrue();
                assertThat(shot.next()).isTrue();
                assertThat(shot.next()).isFalse();
                assertThat(shot.index()).isEqualTo(2);
                assertThat(ahead.bytes()).isEqualTo(4 * each);
            }
            shot.close();
            assertThat(ahead.bytes()).isEqualTo(each);
        }
    }

    @Test
    void framesThatAreNotHeldCannotBeReadAgain() {
        try (VideoReader reader = open(CLIP);
                ReadAhead ahead = new ReadAhead(PLENTY, () -> false)) {
            read(reader, ahead, 3);
            ShotFrames shot = ahead.take(0, 3).orElseThrow();
            assertThat(shot.next()).isTrue();
            assertThatThrownBy(shot::rewind).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aShotThatDoesNotFitIsDecodedAgainAndTheNextIsKept() {
        long each = frameBytes();
        try (VideoReader reader = open(CLIP);
                ReadAhead ahead = new ReadAhead(6 * each, () -> false)) {
            for (int i = 0; i < 12; i++) {
                read(reader, ahead, 1);
                assertThat(ahead.bytes()).isLessThanOrEqualTo(6 * each);
            }
            assertThat(ahead.take(0, 10)).isEmpty();
            read(reader, ahead, 3);
            assertThat(ahead.take(10, 15)).isPresent();
        }
        try (VideoReader reader = open(CLIP);
                ReadAhead nothing = new ReadAhead(each - 1, () -> false)) {
            read(reader, nothing, 3);
            assertThat(nothing.bytes()).isZero();
            assertThat(nothing.take(0, 3)).isEmpty();
        }
    }

    @Test
    void theReaderWaitsForRoomWhileAShotIsReady() throws InterruptedException {
        long each = frameBytes();
        CountDownLatch full = new CountDownLatch(1);
        try (VideoReader reader = open(CLIP);
                ReadAhead ahead = new ReadAhead(4 * each, () -> {
                    full.countDown();
                    return true;
                })) {
            read(reader, ahead, 4);
            ShotFrames first = ahead.take(0, 3).orElseThrow();
            Thread analysis = new Thread(() -> read(reader, ahead, 3));
            analysis.start();
            full.await();
            assertThat(ahead.bytes()).isEqualTo(4 * each);
            first.close();
            analysis.join();
            assertThat(ahead.take(3, 7)).isPresent();
        }
    }

    @Test
    void waitingEndsWhenInterrupted() {
        try (VideoReader reader = open(CLIP);
                ReadAhead ahead = new ReadAhead(1, () -> true)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> read(reader, ahead, 1)).isInstanceOf(JndException.Interrupted.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void nothingIsKeptOnceTheSourceIsDamaged() throws IOException {
        byte[] bytes = Files.readAllBytes(CLIP);
        int from = bytes.length / 3;
        for (int i = from; i < from + 4000; i++) {
            bytes[i] ^= 0x55;
        }
        Path damaged = Files.write(folder.resolve("damaged.mp4"), bytes);
        try (VideoReader reader = open(damaged);
                ReadAhead ahead = new ReadAhead(PLENTY, () -> false)) {
            boolean whole = true;
            while (reader.next()) {
                ahead.keep(reader);
                whole = reader.lostFrames() == 0 && reader.damagedFrames() == 0;
                Optional<ShotFrames> kept = ahead.take(reader.index(), reader.index() + 1);
                assertThat(kept.isPresent()).isEqualTo(whole);
                kept.ifPresent(ShotFrames::close);
            }
            assertThat(whole).as("the damage was seen").isFalse();
        }
    }
}
