package io.jndencode.nn.onnx;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes plain ONNX nodes of opset 17; tensors are known by their names.
 *
 * <p>Generated names start with {@code _}, so they never clash with those of parameters or outputs.
 */
public final class Emitter {
    static final int OPSET = 17;
    static final int IR_VERSION = 8;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Map<List<Long>, String> integers = new HashMap<>();
    private final Map<Double, String> scalars = new HashMap<>();
    private final ElementType type;
    private final @Nullable Emitter outer;
    private int names;

    public Emitter(ElementType type) {
        this(type, null);
    }

    private Emitter(ElementType type, @Nullable Emitter outer) {
        this.type = type;
        this.outer = outer;
    }

    /**
     * Returns an emitter for the graph inside a node; it may read every tensor of this one, which also holds its
     * constants.
     */
    public Emitter inner() {
        return new Emitter(type, this);
    }

    public ElementType type() {
        return type;
    }

    /** Writes a node with one output of a fresh name. */
    public String op(String operator, List<String> inputs, AttributeProto... attributes) {
        return op(operator, inputs, 1, attributes).get(0);
    }

    /** Writes a node with several outputs of fresh names. */
    public List<String> op(String operator, List<String> inputs, int outputs, AttributeProto... attributes) {
        List<String> made =
                IntStream.range(0, outputs).mapToObj(i -> fresh(operator)).toList();
        node(operator, inputs, made, attributes);
        return made;
    }

    /** Writes a node with one output of the given name. */
    public void opNamed(String output, String operator, List<String> inputs, AttributeProto... attributes) {
        node(operator, inputs, List.of(output), attributes);
    }

    /**
     * Runs a body once for each element of the first axis of its inputs (ONNX's Scan).
     *
     * @param inputs tensors from which the body's inputs are taken, in order
     * @param named names for all but the last of the body's outputs, each joined to one tensor
     * @return the last output
     */
    public String scan(Emitter body, List<String> inputs, List<String> named) {
        List<String> outputs = new ArrayList<>(named);
        outputs.add(fresh("Scan"));
        var graphOf = Attribute.graph("body", body.graph.setName(fresh("body")).build());
        node("Scan", inputs, outputs, graphOf, Attribute.integer("num_scan_inputs", inputs.size()));
        return outputs.get(named.size());
    }

    private void node(String operator, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
        String place = (outer == null ? "n" : "b") + graph.getNodeCount();
        graph.addNode(NodeProto.newBuilder()
                .setName(place + "_" + operator)
                .setOpType(operator)
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllAttribute(List.of(attributes)));
    }

    private String fresh(String hint) {
        return outer == null ? "_" + hint + names++ : outer.fresh(hint);
    }

    public String add(String a, String b) {
        return op("Add", List.of(a, b));
    }

    public String sub(String a, String b) {
        return op("Sub", List.of(a, b));
    }

    public String mul(String a, String b) {
        return op("Mul", List.of(a, b));
    }

    public String div(String a, String b) {
        return op("Div", List.of(a, b));
    }

    public String reshape(String x, long... dims) {
        return op("Reshape", List.of(x, integers(dims)));
    }

    public String transpose(String x, long... order) {
        return op("Transpose", List.of(x), Attribute.integers("perm", order));
    }

    public String reduceSum(String x, boolean keep, long... axes) {
        return op("ReduceSum", List.of(x, integers(axes)), Attribute.integer("keepdims", keep ? 1 : 0));
    }

    /** Writes ReduceMean or ReduceMax, whose axes are still an attribute in opset 17. */
    public String reduce(String operator, String x, boolean keep, long... axes) {
        return op(operator, List.of(x), Attribute.integers("axes", axes), Attribute.integer("keepdims", keep ? 1 : 0));
    }

    /** Takes the elements from {@code starts} up to but excluding {@code ends} of the axes, every {@code steps}-th. */
    public String slice(String x, long[] starts, long[] ends, long[] axes, long[] steps) {
        return op("Slice", List.of(x, integers(starts), integers(ends), integers(axes), integers(steps)));
    }

    public String concat(int axis, List<String> parts) {
        return op("Concat", parts, Attribute.integer("axis", axis));
    }

    /** Repeats x to the shape of another tensor. */
    public String expandLike(String x, String like) {
        return op("Expand", List.of(x, op("Shape", List.of(like))));
    }

    /** Returns the number of elements of a tensor, as a real scalar. */
    public String count(String x) {
        return cast(op("Size", List.of(x)));
    }

    /** Casts x to the graph's element type. */
    public String cast(String x) {
        return op("Cast", List.of(x), Attribute.integer("to", type.code()));
    }

    public String scalar(double value) {
        if (outer != null) {
            return outer.scalar(value);
        }
        return scalars.computeIfAbsent(value, v -> initializer(Tensors.scalar(fresh("c"), type, v)));
    }

    public String integers(long... values) {
        if (outer != null) {
            return outer.integers(values);
        }
        return integers.computeIfAbsent(
                java.util.stream.LongStream.of(values).boxed().toList(),
                key -> initializer(Tensors.longs(fresh("i"), values)));
    }

    /** Adds a constant, rows outermost. */
    public String reals(Shape shape, float... values) {
        return initializer(Tensors.reals(fresh("r"), type, shape, values));
    }

    public String initializer(TensorProto tensor) {
        graph.addInitializer(tensor);
        return tensor.getName();
    }

    /** Adds an input with a fresh name. */
    public String input(Shape shape) {
        String name = fresh("in");
        input(name, shape);
        return name;
    }

    /** Adds an output with a fresh name. */
    public String output(Shape shape) {
        String name = fresh("out");
        output(name, shape);
        return name;
    }

    public void input(String name, Shape shape) {
        graph.addInput(info(name, shape));
    }

    public void output(String name, Shape shape) {
        graph.addOutput(info(name, shape));
    }

    private ValueInfoProto info(String name, Shape shape) {
        OnnxMl.TensorShapeProto.Builder dims = OnnxMl.TensorShapeProto.newBuilder();
        for (long dim : shape.dims()) {
            var one = dims.addDimBuilder();
            if (dim == Shape.BATCH) {
                one.setDimParam("N");
            } else {
                one.setDimValue(dim);
            }
        }
        var tensor =
                OnnxMl.TypeProto.Tensor.newBuilder().setElemType(type.code()).setShape(dims);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** Returns the finished model; the emitter must not be used afterwards. */
    public OnnxMl.ModelProto model(String name, Map<String, String> metadata) {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("jnd-encode")
                .setGraph(graph.setName(name))
                .addOpsetImport(
                        OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET));
        metadata.forEach((key, value) -> model.addMetadataProps(
                OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build();
    }
}
