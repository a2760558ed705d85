import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;

/**
 * Trains with nothing but a file that {@code jnd-encode graph MODEL --training -o FILE} wrote: everything it needs to know
 * stands in the file's metadata. The data are random numbers from the intervals the file names, the same in every step, so
 * the loss must fall.
 *
 * <p>{@code java -cp 'LIB/*' StepGraph.java FILE STEPS LEARNING_RATE}, with the jars of ONNX Runtime and Jackson in LIB.
 */
public final class StepGraph {
    private static final int BATCH = 2;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final Random random = new Random(1);

    public static void main(String[] args) throws Exception {
        double[] losses = new StepGraph().run(args[0], Integer.parseInt(args[1]), Double.parseDouble(args[2]));
        for (int step = 1; step <= losses.length; step++) {
            System.out.printf("step %d: loss %.6g%n", step, losses[step - 1]);
        }
        if (losses[losses.length - 1] >= losses[0]) {
            throw new IllegalStateException("the loss did not fall");
        }
    }

    /** The loss before each step. */
    public double[] run(String file, int steps, double learningRate) throws Exception {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(file, options(options))) {
            JsonNode spec = new ObjectMapper()
                    .readTree(session.getMetadata().getCustomMetadata().get("nn.training"));
            Map<String, OnnxTensorLike> feed = new HashMap<>();
            for (JsonNode input : spec.get("inputs")) {
                feed.put(input.get("name").asText(), drawn(input, input.get("typical")));
            }
            for (String part : new String[] {"state", "frozen"}) {
                for (JsonNode tensor : spec.get(part)) {
                    feed.put(tensor.get("name").asText(), drawn(tensor, tensor.get("initial")));
                }
            }
            double[] losses = new double[steps];
            OrtSession.Result before = null;
            for (int step = 0; step < steps; step++) {
                for (JsonNode scalar : spec.get("hyperParameters")) {
                    double value = scalar.get("name").asText().equals("lr")
                            ? learningRate
                            : scalar.get("first").asDouble() + step * scalar.get("increment").asDouble();
                    feed.put(scalar.get("name").asText(), OnnxTensor.createTensor(environment, (float) value));
                }
                OrtSession.Result result = session.run(feed);
                losses[step] = ((OnnxTensor) result.get(spec.at("/outputs/0/name").asText()).orElseThrow())
                        .getFloatBuffer().get(0);
                // What came out is fed as it is: nothing is copied. It lives in the result, which is closed a step later.
                for (JsonNode tensor : spec.get("state")) {
                    feed.put(
                            tensor.get("name").asText(),
                            (OnnxTensor) result.get(tensor.get("renewed").asText()).orElseThrow());
                }
                if (before != null) {
                    before.close();
                }
                before = result;
            }
            return losses;
        }
    }

    /** A tensor of the described shape, its values drawn evenly from an interval. */
    private OnnxTensor drawn(JsonNode port, JsonNode interval) throws OrtException {
        long[] shape = StreamSupport.stream(port.get("shape").spliterator(), false)
                .mapToLong(size -> size.asLong() < 0 ? BATCH : size.asLong())
                .toArray();
        double low = interval.get("low").asDouble();
        double high = interval.get("high").asDouble();
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        FloatBuffer values = FloatBuffer.allocate(count);
        while (values.hasRemaining()) {
            values.put((float) (low + random.nextDouble() * (high - low)));
        }
        return OnnxTensor.createTensor(environment, values.flip(), shape);
    }

    /** Threads that spin take the cores from whatever else runs. */
    private static OrtSession.SessionOptions options(OrtSession.SessionOptions options) throws OrtException {
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }
}
