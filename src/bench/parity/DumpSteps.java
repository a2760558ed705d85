import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;

/**
 * Our side of the comparison with PyTorch: steps an exported training graph on one random batch and writes down everything.
 *
 * <p>{@code java -cp 'target/jnd-encode/lib/*' src/bench/parity/DumpSteps.java GRAPH FOLDER BATCH STEPS LR} writes, as raw little-endian
 * floats, {@code FOLDER/data/INPUT}, {@code FOLDER/start/PARAMETER}, {@code FOLDER/gradient/PARAMETER} (of the first step) and {@code
 * FOLDER/end/PARAMETER}; {@code FOLDER/losses} holds the loss before each step, a line each.
 */
public final class DumpSteps {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final Map<String, OnnxTensorLike> feed = new LinkedHashMap<>();
    private final Path folder;
    private final int batch;

    private DumpSteps(Path folder, int batch) {
        this.folder = folder;
        this.batch = batch;
    }

    public static void main(String[] args) throws Exception {
        new DumpSteps(Path.of(args[1]), Integer.parseInt(args[2]))
                .run(args[0], Integer.parseInt(args[3]), Float.parseFloat(args[4]));
    }

    private void run(String graph, int steps, float rate) throws Exception {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(graph, options(options))) {
            JsonNode spec = new ObjectMapper()
                    .readTree(session.getMetadata().getCustomMetadata().get("nn.training"));
            Files.createDirectories(folder);
            for (JsonNode input : spec.get("inputs")) {
                write("data", input, draw(input, input.get("typical")));
            }
            List<JsonNode> carried = new ArrayList<>();
            spec.get("state").forEach(carried::add);
            spec.get("frozen").forEach(carried::add);
            for (JsonNode tensor : carried) {
                OnnxTensor start = draw(tensor, tensor.get("initial"));
                if (!isMoment(tensor)) {
                    write("start", tensor, start);
                }
            }
            List<String> losses = new ArrayList<>();
            for (int step = 1; step <= steps; step++) {
                feed.put("step", OnnxTensor.createTensor(environment, (float) step));
                feed.put("lr", OnnxTensor.createTensor(environment, rate));
                // Not closed: a few steps of state fit in memory, and the program ends then.
                OrtSession.Result result = session.run(feed);
                losses.add(Float.toString(((OnnxTensor) result.get(0)).getFloatBuffer().get(0)));
                for (JsonNode tensor : spec.get("state")) {
                    OnnxTensor renewed = (OnnxTensor)
                            result.get(tensor.get("renewed").asText()).orElseThrow();
                    feed.put(tensor.get("name").asText(), renewed);
                    if (step == 1 && tensor.get("kind").asText().equals("FIRST_MOMENT")) {
                        writeGradient(tensor, renewed, spec.at("/optimizer/beta1").asDouble());
                    }
                    if (step == steps && !isMoment(tensor)) {
                        write("end", tensor, renewed);
                    }
                }
            }
            Files.write(folder.resolve("losses"), losses);
        }
    }

    private static boolean isMoment(JsonNode tensor) {
        return tensor.path("kind").asText().endsWith("MOMENT");
    }

    /** The seed is the tensor's name, so that a tensor has the same numbers in every graph it is in. */
    private OnnxTensor draw(JsonNode port, JsonNode interval) throws OrtException {
        long[] shape = StreamSupport.stream(port.get("shape").spliterator(), false)
                .mapToLong(size -> size.asLong() < 0 ? batch : size.asLong())
                .toArray();
        String name = port.get("name").asText();
        SplittableRandom random = new SplittableRandom(name.hashCode());
        double low = interval.get("low").asDouble();
        double width = interval.get("high").asDouble() - low;
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        FloatBuffer values = FloatBuffer.allocate(count);
        while (values.hasRemaining()) {
            values.put((float) (low + random.nextDouble() * width));
        }
        OnnxTensor tensor = OnnxTensor.createTensor(environment, values.flip(), shape);
        feed.put(name, tensor);
        return tensor;
    }

    /** From zero, the first moment after one step is (1 - beta1) times the gradient. */
    private void writeGradient(JsonNode moment, OnnxTensor values, double beta1) throws IOException {
        FloatBuffer gradient = values.getFloatBuffer();
        for (int i = 0; i < gradient.limit(); i++) {
            gradient.put(i, (float) (gradient.get(i) / (float) (1 - beta1)));
        }
        write("gradient", moment.get("name").asText().substring("m.".length()), gradient);
    }

    private void write(String part, JsonNode port, OnnxTensor tensor) throws IOException {
        write(part, port.get("name").asText(), tensor.getFloatBuffer());
    }

    private void write(String part, String name, FloatBuffer values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.limit()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values.rewind());
        Files.createDirectories(folder.resolve(part));
        Files.write(folder.resolve(part).resolve(name), bytes.array());
    }

    /** Threads that spin take the cores from whatever else runs. */
    private static OrtSession.SessionOptions options(OrtSession.SessionOptions options) throws OrtException {
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }
}
