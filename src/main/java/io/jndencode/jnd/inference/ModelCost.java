package io.jndencode.jnd.inference;

import io.jndencode.media.SourcePicture;
import io.jndencode.media.modelinput.ModelInputRenderer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Measures the cost of a model as processor time per frame on one core, which hardly depends on other work on the machine. */
public final class ModelCost {
    private static final int RUNS = 5;
    private static final int WIDTH = SourcePicture.WIDEST;
    private static final int HEIGHT = SourcePicture.HIGHEST;
    private static final int BT709 = 1;

    private ModelCost() {}

    /**
     * Returns the milliseconds of processor time for one 720p frame, including its probe encode: the minimum of several runs after a
     * warm-up.
     */
    public static double millisecondsPerFrame(Path file) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        try (JndModel model = JndModel.load(file, 1);
                ModelInputRenderer renderer = ModelInputRenderer.ofStandardRange()) {
            SourcePicture before = waves(0);
            SourcePicture frame = waves(2);
            long least = Long.MAX_VALUE;
            for (int i = 0; i <= RUNS; i++) {
                long begun = clock.getCurrentThreadCpuTime();
                model.levels(List.of(FramePair.of(frame, before, renderer, model)));
                least = i == 0 ? least : Math.min(least, clock.getCurrentThreadCpuTime() - begun);
            }
            return least / 1e6;
        }
    }

    /** Creates a smooth picture with a little noise, shifted by some pixels: about as hard to code as a real one. */
    private static SourcePicture waves(int moved) {
        Random noise = new Random(moved);
        byte[] samples = new byte[WIDTH * HEIGHT * 3 / 2];
        Arrays.fill(samples, (byte) 128);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double wave = 60 * Math.sin((x + moved) / 9.0) + 40 * Math.sin(y / 25.0 + x / 60.0);
                samples[y * WIDTH + x] = (byte) Math.round(128 + wave + 2 * noise.nextGaussian());
            }
        }
        return new SourcePicture(WIDTH, HEIGHT, samples, BT709, false);
    }
}
