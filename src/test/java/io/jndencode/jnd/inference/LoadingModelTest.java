package io.jndencode.jnd.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model loaded beside other work: it comes, or its failure does, to whoever waits for it. */
class LoadingModelTest {
    @TempDir
    Path folder;

    @Test
    void theModelIsTheOneThatWouldHaveBeenLoadedAtOnce() {
        Path file = TinyModel.green().write(folder.resolve("tiny.onnx"));
        try (LoadingModel loading = LoadingModel.begin(() -> file);
                JndModel atOnce = JndModel.load(file)) {
            assertThat(loading.await().sha256()).isEqualTo(atOnce.sha256());
            assertThat(loading.await()).isSameAs(loading.await());
        }
    }

    @Test
    void afterClosingTheModelIsClosed() {
        Path file = TinyModel.green().write(folder.resolve("tiny.onnx"));
        JndModel model;
        try (LoadingModel loading = LoadingModel.begin(() -> file)) {
            model = loading.await();
        }
        FramePair grey = FramePair.still(new io.jndencode.media.BgrImage(
                TinyModel.WIDTH, TinyModel.HEIGHT, new byte[3 * TinyModel.WIDTH * TinyModel.HEIGHT]));
        assertThatThrownBy(() -> model.levels(List.of(grey))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsNoModelIsSaidWhereItIsAwaited() throws IOException {
        Path file = Files.write(folder.resolve("bad.onnx"), new byte[1000]);
        try (LoadingModel loading = LoadingModel.begin(() -> file)) {
            assertThatThrownBy(loading::await)
                    .isInstanceOf(JndException.Model.class)
                    .hasMessageContaining("is not an ONNX file");
        }
    }

    @Test
    void anErrorOfTheMachineStaysOne() {
        try (LoadingModel loading = LoadingModel.begin(() -> {
            throw new OutOfMemoryError("made up");
        })) {
            assertThatThrownBy(loading::await).isInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void anInterruptEndsTheWaitingButTheModelIsFreedAllTheSame() {
        Path file = TinyModel.green().write(folder.resolve("tiny.onnx"));
        CountDownLatch awaited = new CountDownLatch(1);
        try (LoadingModel loading = LoadingModel.begin(() -> held(awaited, file))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(loading::await).isInstanceOf(JndException.Interrupted.class);
            awaited.countDown();
        }
        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    }

    private static Path held(CountDownLatch until, Path file) {
        try {
            until.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the loading thread", e);
        }
        return file;
    }
}
