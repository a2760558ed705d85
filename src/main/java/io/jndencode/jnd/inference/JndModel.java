package io.jndencode.jnd.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.jndencode.JndException;
import io.jndencode.file.FileHash;
import io.jndencode.jnd.FlatFrame;
import io.jndencode.jnd.FrameLevels;
import io.jndencode.jnd.InputSpec;
import io.jndencode.jnd.JndLevels;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.LevelOrdering;
import io.jndencode.jnd.ModelCard;
import io.jndencode.jnd.OnnxMetadata;
import io.jndencode.media.BgrImage;
import io.jndencode.media.CodingCost;
import io.jndencode.media.modelinput.ProbeCost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JND model in ONNX Runtime, whose input and output formats come from the file's own metadata.
 *
 * <p>Inputs (float32):
 * <ul>
 * <li>{@code frame} [N,3,H,W] (or [N,H,W,3]);
 * <li>{@code previous}, if the model has it, of the same shape;
 * <li>{@code probe} [N,4], if the model has it: the numbers of a {@link CodingCost} in its order.
 * </ul>
 *
 * <p>Outputs:
 * <ul>
 * <li>{@code jnd} float32 [N, levels];
 * <li>{@code spread} and {@code distance} [N,1], if the model has them.
 * </ul>
 *
 * <p>Owns its session until closed. Thread-safe; inference is serialised.
 */
public final class JndModel implements AutoCloseable {
    private static final String INPUT = "frame";
    private static final String OUTPUT = "jnd";
    private static final String PREVIOUS = "previous";
    static final String PROBE = "trial";
    private static final String SPREAD = "spread";
    private static final String DISTANCE = "distance";

    /** Frames per inference: more gain nothing and cost memory. */
    private static final int BATCH = 4;

    private final Path file;
    private final String sha256;
    private final ModelCard card;
    private final ShotAggregation aggregation;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Set<String> outputs;
    private final FloatBuffer frames;
    private final @Nullable FloatBuffer before;
    private final @Nullable FloatBuffer probes;
    private final RunLimit limit;
    /** Reused for one frame on its way to a buffer, to save allocating megabytes for each. */
    private final float[] frame;

    private JndModel(
            Path file, String sha256, ModelCard card, OrtEnvironment environment, OrtSession session, RunLimit limit) {
        this.file = file;
        this.limit = limit;
        this.sha256 = sha256;
        this.card = card;
        this.aggregation = new ShotAggregation(card);
        this.environment = environment;
        this.session = session;
        this.outputs = Set.copyOf(session.getOutputNames());
        this.frames = buffer(card.input().size());
        this.before =
                session.getInputNames().contains(PREVIOUS) ? buffer(card.input().size()) : null;
        this.probes = session.getInputNames().contains(PROBE) ? buffer(CodingCost.NUMBERS) : null;
        this.frame = new float[card.input().size()];
    }

    /** Allocates a buffer for a batch of frames of {@code size} floats. */
    private static FloatBuffer buffer(int size) {
        return ByteBuffer.allocateDirect(BATCH * size * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Loads a model, with as many threads as the machine has cores. */
    public static JndModel load(Path file) {
        return load(file, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Loads a model.
     *
     * @param threads number of threads per inference
     */
    public static JndModel load(Path file, int threads) {
        return load(file, threads, RunLimit.USUAL);
    }

    public static JndModel load(Path file, int threads, RunLimit limit) {
        ModelCard card = ModelCard.of(OnnxMetadata.read(file), file.toString());
        String sha256;
        try {
            sha256 = FileHash.sha256(file);
        } catch (IOException e) {
            throw new JndException.Model("cannot read the model " + file + ": " + e.getMessage(), e);
        }
        OrtEnvironment environment = OnnxRuntime.environment();
        OrtSession session = limit.load("the model " + file, () -> session(environment, file, threads));
        try {
            ModelSignature.check(session, card, file);
        } catch (OrtException e) {
            close(session, file);
            throw new JndException.Model("the model " + file + " cannot be examined: " + e.getMessage(), e);
        } catch (JndException e) {
            close(session, file);
            throw e;
        }
        return new JndModel(file, sha256, card, environment, session, limit);
    }

    private static OrtSession session(OrtEnvironment environment, Path file, int threads) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            // Spinning workers would take cores from the decoder and the encoders.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return environment.createSession(file.toString(), options);
        } catch (OrtException e) {
            throw new JndException.Model("the model " + file + " cannot be run: " + e.getMessage(), e);
        }
    }

    private static void close(OrtSession session, Path file) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new JndException.Model("the model " + file + " cannot be closed: " + e.getMessage(), e);
        }
    }

    /** Returns the version of ONNX Runtime, e.g. {@code 1.29.0}. */
    public static String runtimeVersion() {
        return OnnxRuntime.environment().getVersion();
    }

    public Path file() {
        return file;
    }

    /** Returns the hash of the file, for the sidecar. */
    public String sha256() {
        return sha256;
    }

    public ModelCard card() {
        return card;
    }

    /** Returns the format and exact size of the input frames. */
    public InputSpec input() {
        return card.input();
    }

    /** Returns whether the model also uses the previous frame. */
    public boolean usesPreviousFrame() {
        return before != null || probes != null;
    }

    /** Returns whether the model uses the coding cost of each frame. */
    public boolean usesProbeEncode() {
        return probes != null;
    }

    /** Predicts one shot from its sampled frames, each of the input's size; the levels are ordered and limited. */
    public JndPrediction predict(List<FramePair> framesOfOneShot) {
        List<FramePair> informative = framesOfOneShot.stream()
                .filter(pair -> !FlatFrame.isFlat(pair.frame()))
                .toList();
        boolean allFlat = informative.isEmpty();
        return aggregation.aggregate(levels(allFlat ? framesOfOneShot : informative), allFlat);
    }

    /** Predicts one shot from frames scaled down from pictures of a given size, which may lower the confidence. */
    public JndPrediction predict(List<FramePair> framesOfOneShot, SourceSize source) {
        return source.confidence().addedTo(predict(framesOfOneShot));
    }

    /** Returns the network's output for each frame, completed to three levels but otherwise unchanged. */
    public synchronized List<FrameLevels> levels(List<FramePair> images) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("no frames to judge");
        }
        List<FrameLevels> levels = new ArrayList<>(images.size());
        for (int from = 0; from < images.size(); from += BATCH) {
            levels.addAll(run(images.subList(from, Math.min(images.size(), from + BATCH))));
        }
        return levels;
    }

    private List<FrameLevels> run(List<FramePair> batch) {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try {
            inputs.put(INPUT, tensor(batch.stream().map(FramePair::frame).toList(), frames));
            if (before != null) {
                inputs.put(
                        PREVIOUS, tensor(batch.stream().map(FramePair::before).toList(), before));
            }
            if (probes != null) {
                inputs.put(PROBE, figures(batch, probes));
            }
            try (OrtSession.Result result = limit.hold("the model " + file, options -> session.run(inputs, options))) {

                int count = batch.size();
                float[] jnd = floats(result, OUTPUT, count * card.levels().size());
                float[] spreads = optional(result, SPREAD, count);
                float[] distances = optional(result, DISTANCE, count);
                List<FrameLevels> levels = new ArrayList<>(batch.size());
                for (int i = 0; i < batch.size(); i++) {
                    levels.add(levels(values(jnd, i), figure(spreads, i), figure(distances, i)));
                }
                return levels;
            }
        } catch (OrtException e) {
            throw new JndException.Model("the model " + file + " failed on a frame: " + e.getMessage(), e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    /** Creates a tensor over a buffer, which must not change until the tensor is closed. */
    private OnnxTensor tensor(List<BgrImage> images, FloatBuffer buffer) throws OrtException {
        int size = card.input().size();
        for (int i = 0; i < images.size(); i++) {
            card.input().write(images.get(i), frame);
            buffer.put(i * size, frame);
        }
        FloatBuffer used = buffer.duplicate().position(0).limit(images.size() * size);
        return OnnxTensor.createTensor(environment, used, card.input().shape(images.size()));
    }

    private OnnxTensor figures(List<FramePair> batch, FloatBuffer buffer) throws OrtException {
        FloatBuffer used = buffer.duplicate().clear();
        for (FramePair pair : batch) {
            ProbeCost probe = pair.probe();
            if (probe == null) {
                throw new IllegalArgumentException("the model wants trial encodes, and a frame comes without one");
            }
            used.put(probe.cost().numbers());
        }
        return OnnxTensor.createTensor(environment, used.flip(), new long[] {batch.size(), CodingCost.NUMBERS});
    }

    private float[] optional(OrtSession.Result result, String output, int count) {
        return outputs.contains(output) ? floats(result, output, count) : new float[0];
    }

    private static OptionalDouble figure(float[] figures, int frame) {
        return figures.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(figures[frame]);
    }

    private double[] values(float[] jnd, int frame) {
        int count = card.levels().size();
        double[] values = new double[count];
        for (int level = 0; level < count; level++) {
            values[level] = jnd[frame * count + level];
        }
        return LevelOrdering.complete(card.levels(), values);
    }

    private static FrameLevels levels(double[] all, OptionalDouble spread, OptionalDouble distance) {
        return new FrameLevels(new JndLevels(all[0], all[1], all[2]), spread, distance);
    }

    private float[] floats(OrtSession.Result result, String output, int count) {
        return ModelAnswer.floats(result, output, count, "the model " + file);
    }

    @Override
    public void close() {
        close(session, file);
    }
}
