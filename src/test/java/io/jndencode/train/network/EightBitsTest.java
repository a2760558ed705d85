package io.jndencode.train.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.jndencode.jnd.inference.OnnxRuntime;
import io.jndencode.media.BgrImage;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.modelinput.ModelInputRenderer;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.model.Backbone;
import io.jndencode.model.InputSize;
import io.jndencode.model.WaveletStart;
import io.jndencode.nn.InferenceGraph;
import io.jndencode.nn.onnx.EightBits;
import io.jndencode.train.data.Pictures;
import io.jndencode.train.onnx.ModelRunner;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An encoder as backbones begin with, in eight bits, on frames of a film; ranges are taken from other frames than it is judged on. */
class EightBitsTest {
    private static final InputSize SIZE = new InputSize(160, 96);
    private static final int LATENT = 192;
    private static final List<BgrImage> FRAMES = new ArrayList<>();
    private static ModelProto plain = ModelProto.getDefaultInstance();
    private static ModelProto eight = ModelProto.getDefaultInstance();

    @TempDir
    private Path folder;

    @BeforeAll
    static void frames() {
        Path trailer = Path.of("test-videos/sintel_trailer-720p.mp4");
        try (VideoReader reader = VideoReader.open(MediaProbe.probe(trailer), ReaderOptions.threads(1));
                ModelInputRenderer renderer = ModelInputRenderer.ofStandardRange()) {
            while (FRAMES.size() < 16 && reader.next()) {
                if (reader.index() % 25 == 12) {
                    FRAMES.add(renderer.bgr(reader.picture(), SIZE.width(), SIZE.height()));
                }
            }
        }
        Backbone backbone = Backbone.of(SIZE);
        plain = InferenceGraph.of(backbone.graph())
                .output("latent", backbone.latent())
                .withWeights(WaveletStart.weights(backbone.graph(), 7));
        EightBits.Ranges ranges = new EightBits.Ranges();
        try (ModelRunner watching = new ModelRunner(EightBits.watching(plain), 1)) {
            for (int i = 0; i < FRAMES.size(); i += 2) {
                ranges.add(watching.run(feed(FRAMES.get(i))));
            }
        }
        eight = EightBits.of(plain, ranges);
    }

    private static Map<String, ModelRunner.Feed> feed(BgrImage frame) {
        FloatBuffer planes = FloatBuffer.allocate(3 * SIZE.width() * SIZE.height());
        Pictures.planar(frame, false, planes);
        return Map.of("frame", new ModelRunner.Feed(planes, 1, 3, SIZE.height(), SIZE.width()));
    }

    /** Errors of each channel in parts of the channel's own standard deviation over all frames: the next layer normalises them so. */
    @Test
    void everyChannelOfTheLatentIsCloseToWhatItWas() {
        int cells = SIZE.latentHeight() * SIZE.latentWidth();
        double[] sums = new double[LATENT];
        double[] squares = new double[LATENT];
        double[] errors = new double[LATENT];
        int seen = 0;
        try (ModelRunner before = new ModelRunner(plain, 1);
                ModelRunner after = new ModelRunner(eight, 1)) {
            for (int i = 1; i < FRAMES.size(); i += 2) {
                float[] wanted = before.run(feed(FRAMES.get(i))).getOrDefault("latent", new float[0]);
                float[] found = after.run(feed(FRAMES.get(i))).getOrDefault("latent", new float[0]);
                for (int k = 0; k < LATENT * cells; k++) {
                    sums[k / cells] += wanted[k];
                    squares[k / cells] += wanted[k] * (double) wanted[k];
                    errors[k / cells] += Math.pow(found[k] - wanted[k], 2);
                }
                seen += cells;
            }
        }
        double mean = 0;
        for (int c = 0; c < LATENT; c++) {
            double variance = squares[c] / seen - Math.pow(sums[c] / seen, 2);
            double share = Math.sqrt(errors[c] / seen / variance);
            mean += share / LATENT;
            assertThat(share).as("channel %d", c).isLessThan(0.8);
        }
        assertThat(mean).isLessThan(0.3);
    }

    /** A model that is only stored small would answer the same: what the runtime makes of it must be integer kernels. */
    @Test
    void theRuntimeComputesEveryConvolutionInIntegers() throws OrtException, IOException {
        Path optimised = folder.resolve("optimised.onnx");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
            options.setOptimizedModelFilePath(optimised.toString());
            OnnxRuntime.environment()
                    .createSession(eight.toByteArray(), options)
                    .close();
        }
        List<String> operators = ModelProto.parseFrom(Files.readAllBytes(optimised)).getGraph().getNodeList().stream()
                .map(NodeProto::getOpType)
                .toList();
        assertThat(operators).filteredOn("QLinearConv"::equals).hasSize(4);
        assertThat(operators).filteredOn("QLinearLeakyRelu"::equals).hasSize(3);
        assertThat(operators).doesNotContain("Conv", "LeakyRelu");
    }
}
