package io.jndencode.jnd;

import io.jndencode.media.BgrImage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** What a model costs: processor time of one frame on one core, which other work on the machine changes little. */
public final class ModelCost {
    private static final int RUNS = 5;

    private ModelCost() {}

    /** Milliseconds of processor time of one frame: the least of several runs after a first one. */
    public static double millisecondsPerFrame(Path file) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        try (JndModel model = JndModel.load(file, 1)) {
            byte[] samples = new byte[model.input().width() * model.input().height() * 3];
            new Random(1).nextBytes(samples);
            FramePair frame = FramePair.still(
                    new BgrImage(model.input().width(), model.input().height(), samples));
            model.levels(List.of(frame));
            long least = Long.MAX_VALUE;
            for (int i = 0; i < RUNS; i++) {
                long begun = clock.getCurrentThreadCpuTime();
                model.levels(List.of(frame));
                least = Math.min(least, clock.getCurrentThreadCpuTime() - begun);
            }
            return least / 1e6;
        }
    }
}
