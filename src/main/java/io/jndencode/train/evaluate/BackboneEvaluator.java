package io.jndencode.train.evaluate;

import io.jndencode.dataset.Dataset;
import io.jndencode.media.BgrImage;
import io.jndencode.model.Backbone;
import io.jndencode.model.InputSize;
import io.jndencode.model.ModelWeights;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.train.data.FrameSamples;
import io.jndencode.train.data.NetworkId;
import io.jndencode.train.data.Pictures;
import io.jndencode.train.onnx.ModelRunner;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Evaluates a backbone on one part of a dataset: how far its pictures are from the targets. */
public final class BackboneEvaluator {
    private BackboneEvaluator() {}

    /**
     * Mean squared errors over the pictures of a part.
     *
     * @param pictures number of pictures
     * @param network error of the backbone's pictures
     * @param frame error of the input frame itself; 0 if the frame is the target
     * @param constant error of each target's mean colour
     */
    public record Verdict(int pictures, double network, double frame, double constant) {
        /** Returns a mean squared error in decibels of PSNR. */
        public static double psnr(double meanSquaredError) {
            return 10 * Math.log10(255 * 255 / meanSquaredError);
        }
    }

    /** Evaluates a backbone file. */
    public static Verdict evaluate(Path file, NetworkId network, Dataset dataset, int threads) {
        InputSize size = InputSize.STANDARD;
        Backbone backbone = Backbone.of(size);
        List<FrameSamples.Sample> samples = FrameSamples.of(dataset, network.levels());
        FloatBuffer frame = FloatBuffer.allocate(3 * size.width() * size.height());
        double[] sums = new double[3];
        try (ModelRunner runner = new ModelRunner(
                InferenceGraph.of(backbone.graph())
                        .output("reconstruction", backbone.reconstruction())
                        .withWeights(ModelWeights.read(file)),
                threads)) {
            for (FrameSamples.Sample sample : samples) {
                BgrImage picture = Pictures.read(sample.picture().file(), size);
                Pictures.planar(picture, false, frame.clear());
                float[] made = runner.run(
                                Map.of("frame", new ModelRunner.Feed(frame, 1, 3, size.height(), size.width())))
                        .getOrDefault("reconstruction", new float[0]);
                FloatBuffer wanted = FloatBuffer.allocate(frame.capacity());
                Pictures.planar(Pictures.read(sample.wanted(), size), false, wanted);
                sums[0] += error(FloatBuffer.wrap(made), wanted);
                sums[1] += error(frame, wanted);
                sums[2] += error(flat(wanted, size), wanted);
            }
        }
        int n = samples.size();
        return new Verdict(n, sums[0] / n, sums[1] / n, sums[2] / n);
    }

    private static FloatBuffer flat(FloatBuffer picture, InputSize size) {
        int plane = size.width() * size.height();
        FloatBuffer flat = FloatBuffer.allocate(picture.capacity());
        for (int channel = 0; channel < 3; channel++) {
            double sum = 0;
            for (int i = 0; i < plane; i++) {
                sum += picture.get(channel * plane + i);
            }
            for (int i = 0; i < plane; i++) {
                flat.put(channel * plane + i, (float) (sum / plane));
            }
        }
        return flat;
    }

    private static double error(FloatBuffer made, FloatBuffer wanted) {
        double sum = 0;
        for (int i = 0; i < wanted.capacity(); i++) {
            double difference = made.get(i) - wanted.get(i);
            sum += difference * difference;
        }
        return sum / wanted.capacity();
    }
}
