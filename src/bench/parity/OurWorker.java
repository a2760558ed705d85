import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Our side of the speed comparison: a graph in ONNX Runtime with the options and the two sets of pinned state tensors that
 * {@code train} uses. Waits for numbers on standard input, runs so many steps (or inferences) and prints the seconds of each.
 *
 * <p>{@code java -cp 'target/jnd-encode/lib/*' src/bench/parity/OurWorker.java GRAPH BATCH THREADS training|inference}
 */
public final class OurWorker {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final SplittableRandom random = new SplittableRandom(1);
    private final Map<String, OnnxTensorLike> feed = new HashMap<>();
    private final List<Map<String, OnnxTensor>> sets = List.of(new HashMap<>(), new HashMap<>());
    private final Map<String, String> renewed = new HashMap<>();
    private final OrtSession session;
    private final int batch;
    private String output = "";
    private int steps;

    private OurWorker(String graph, int batch, int threads, boolean training) throws Exception {
        this.batch = batch;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(threads);
            options.addConfigEntry("session.intra_op.allow_spinning", training ? "1" : "0");
            session = environment.createSession(graph, options);
        }
        String description = session.getMetadata().getCustomMetadata().get("nn.training");
        if (description == null) {
            for (var input : session.getInputInfo().entrySet()) {
                feed.put(input.getKey(), filled(((TensorInfo) input.getValue().getInfo()).getShape(), 0, 255));
            }
            output = session.getOutputNames().iterator().next();
        } else {
            describe(new ObjectMapper().readTree(description));
        }
    }

    private void describe(JsonNode spec) throws OrtException {
        for (JsonNode input : spec.get("inputs")) {
            feed.put(input.get("name").asText(), filled(input, input.get("typical")));
        }
        for (JsonNode tensor : spec.get("frozen")) {
            feed.put(tensor.get("name").asText(), filled(tensor, tensor.get("initial")));
        }
        for (JsonNode tensor : spec.get("state")) {
            String name = tensor.get("name").asText();
            renewed.put(name, tensor.get("renewed").asText());
            for (Map<String, OnnxTensor> set : sets) {
                set.put(name, filled(tensor, tensor.get("initial")));
            }
        }
        feed.put("lr", OnnxTensor.createTensor(environment, 1e-5f));
        output = spec.at("/outputs/0/name").asText();
    }

    private OnnxTensor filled(JsonNode port, JsonNode interval) throws OrtException {
        long[] shape = new long[port.get("shape").size()];
        Arrays.setAll(shape, i -> port.get("shape").get(i).asLong());
        return filled(shape, interval.get("low").asDouble(), interval.get("high").asDouble());
    }

    private OnnxTensor filled(long[] open, double low, double high) throws OrtException {
        long[] shape = Arrays.stream(open).map(size -> size < 0 ? batch : size).toArray();
        long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        FloatBuffer values = ByteBuffer.allocateDirect(Math.toIntExact(Float.BYTES * count))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        while (values.hasRemaining()) {
            values.put((float) (low + random.nextDouble() * (high - low)));
        }
        return OnnxTensor.createTensor(environment, values.flip(), shape);
    }

    private double seconds() throws OrtException {
        long begun = System.nanoTime();
        if (renewed.isEmpty()) {
            session.run(feed, Set.of(output)).close();
        } else {
            step();
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private void step() throws OrtException {
        Map<String, OnnxTensor> from = sets.get(steps % 2);
        Map<String, OnnxTensor> to = sets.get(1 - steps % 2);
        Map<String, OnnxValue> pinned = new HashMap<>();
        renewed.forEach((name, output) -> pinned.put(output, to.get(name)));
        feed.putAll(from);
        try (OnnxTensor number = OnnxTensor.createTensor(environment, (float) ++steps);
                OrtSession.RunOptions options = new OrtSession.RunOptions()) {
            feed.put("step", number);
            session.run(feed, Set.of(output), pinned, options).close();
        }
    }

    public static void main(String[] args) throws Exception {
        OurWorker worker =
                new OurWorker(args[0], Integer.parseInt(args[1]), Integer.parseInt(args[2]), args[3].equals("training"));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < Integer.parseInt(order); i++) {
                line.append(worker.seconds()).append(' ');
            }
            System.out.println(line);
        }
    }
}
