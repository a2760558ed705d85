package io.jndencode.media.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.media.SourcePicture;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that are wanted later, of 8-bit, 10-bit HDR and fields. */
class FrameBufferIT {
    private static final Path VIDEOS = Path.of("test-videos");
    private static final Path SPLICE = VIDEOS.resolve("sintel-splice.mp4");

    private static VideoReader open(Path file) {
        return VideoReader.open(file, ReaderOptions.threads(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sintel-splice.mp4", "sintel-hlg10.mp4", "sintel-interlaced.mkv"})
    void aPictureWantedLaterOnAnotherThreadIsThatOfItsFrame(String file) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (VideoReader reader = open(VIDEOS.resolve(file))) {
            List<byte[]> atOnce = new ArrayList<>();
            List<Future<SourcePicture>> later = new ArrayList<>();
            List<LazyPicture> waiting = new ArrayList<>();
            while (reader.next()) {
                atOnce.add(reader.picture().samples());
                waiting.add(reader.pendingPicture());
                if (waiting.size() == 10) {
                    waiting.forEach(picture -> later.add(other.submit(picture::get)));
                    waiting.clear();
                }
            }
            waiting.forEach(picture -> later.add(other.submit(picture::get)));
            for (int i = 0; i < atOnce.size(); i++) {
                assertThat(later.get(i).get().samples()).as("frame %d", i).isEqualTo(atOnce.get(i));
            }
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void framesBeyondTheRoomAreScaledAndTheirPicturesAreTheSame() {
        try (VideoReader reader = open(SPLICE);
                SourcePictures pictures = new SourcePictures();
                FrameBuffer roomy = new FrameBuffer(1L << 30);
                FrameBuffer tight = new FrameBuffer(3L << 20)) {
            List<LazyPicture> all = new ArrayList<>();
            List<LazyPicture> few = new ArrayList<>();
            while (reader.next() && reader.index() < 20) {
                all.add(roomy.keep(reader.frame(), pictures::of));
                few.add(tight.keep(reader.frame(), pictures::of));
                assertThat(tight.bytes()).isBetween(1L, 3L << 20);
            }
            assertThat(roomy.bytes()).isGreaterThan(tight.bytes());
            assertThat(all).hasSize(20);
            assertThat(few).hasSize(20);
            all.forEach(LazyPicture::discard);
            assertThat(roomy.bytes()).isZero();
            few.forEach(picture -> assertThat(picture.get().height())
                    .isEqualTo(reader.info().video().geometry().height()));
            assertThat(tight.bytes()).isZero();
        }
    }

    @Test
    void nothingIsKeptOfADiscardedPictureOrAClosedReader() {
        LazyPicture left;
        try (VideoReader reader = open(SPLICE)) {
            assertThat(reader.next()).isTrue();
            LazyPicture discarded = reader.pendingPicture();
            discarded.discard();
            discarded.discard();
            assertThatThrownBy(discarded::get).isInstanceOf(IllegalStateException.class);
            left = reader.pendingPicture();
        }
        assertThatThrownBy(left::get).isInstanceOf(IllegalStateException.class);
        left.discard();
    }
}
