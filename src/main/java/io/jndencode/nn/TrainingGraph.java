package io.jndencode.nn;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.nn.Parameter.Role;
import io.jndencode.nn.TrainingSpec.Frozen;
import io.jndencode.nn.TrainingSpec.Input;
import io.jndencode.nn.TrainingSpec.Kind;
import io.jndencode.nn.TrainingSpec.Port;
import io.jndencode.nn.TrainingSpec.State;
import io.jndencode.nn.onnx.ElementType;
import io.jndencode.nn.onnx.Emitter;
import io.jndencode.nn.onnx.Shape;
import io.jndencode.nn.onnx.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A network with loss, gradients and optimizer as one ONNX graph of plain operators: one run is one training step.
 *
 * @param model the graph
 * @param spec its inputs, outputs and state; also in the model's metadata
 */
public record TrainingGraph(ModelProto model, TrainingSpec spec) {
    /** Starts an export. */
    public static Export of(Graph graph, Value loss) {
        return new Export(graph, loss);
    }

    /**
     * The meaning of an input.
     *
     * @param words a description for people
     * @param typical interval in which its values usually lie
     */
    public record Meaning(String words, Interval typical) {
        public static final Meaning UNSAID = new Meaning("", new Interval(0, 1));
    }

    /** Options of an export; {@link #build} creates the graph. */
    public static final class Export {
        private final Graph graph;
        private final Value loss;
        private final Map<String, Value> outputs = new LinkedHashMap<>();
        private Function<Port, Meaning> meanings = input -> Meaning.UNSAID;
        private Map<String, float[]> constants = Map.of();
        private Adam adam = Adam.standard();
        private boolean gradients;
        private ElementType type = ElementType.FLOAT;

        private Export(Graph graph, Value loss) {
            this.graph = graph;
            this.loss = loss;
            outputs.put("loss", loss);
        }

        /** Adds another value as a named output beside {@code loss}. */
        public Export output(String name, Value value) {
            outputs.put(name, value);
            return this;
        }

        public Export optimizer(Adam chosen) {
            this.adam = chosen;
            return this;
        }

        /** Writes these frozen parameters into the graph as constants, which run faster than inputs. */
        public Export constants(Map<String, float[]> values) {
            this.constants = Map.copyOf(values);
            return this;
        }

        /** Describes in the file what each input holds. */
        public Export describe(Function<Port, Meaning> chosen) {
            this.meanings = chosen;
            return this;
        }

        /** Adds every gradient as an output {@code grad_NAME}. */
        public Export withGradients() {
            this.gradients = true;
            return this;
        }

        /** Computes in another element type: doubles are used to check gradients. */
        Export elements(ElementType chosen) {
            this.type = chosen;
            return this;
        }

        public TrainingGraph build() {
            return new Writing(this, new EmitContext(new Emitter(type), true)).write();
        }
    }

    private record Writing(Export of, EmitContext to, List<Frozen> frozen, List<State> state) {
        Writing(Export of, EmitContext to) {
            this(of, to, new ArrayList<>(), new ArrayList<>());
        }

        TrainingGraph write() {
            Emitter e = to.emit();
            ForwardGraph forward = new ForwardGraph(of.graph, to, of.outputs.values(), this::weight);
            Map<String, String> gradients = Gradients.of(e, forward, of.loss);
            List<Port> outputs = new ArrayList<>();
            of.outputs.forEach((name, value) -> outputs.add(output(name, forward.tensor(value), value.shape())));
            AdamStep step = of.adam.begin(e);
            for (Parameter p : forward.parameters()) {
                renew(p, gradients, step);
                if (of.gradients && gradients.containsKey(p.name())) {
                    outputs.add(output("grad_" + p.name(), gradient(gradients, p), p.shape()));
                }
            }
            List<Input> inputs = forward.inputs().stream().map(this::described).toList();
            TrainingSpec spec = new TrainingSpec(
                    TrainingSpec.SCHEMA,
                    inputs,
                    of.adam.hyperParameters(),
                    of.adam.description(),
                    outputs,
                    state,
                    frozen);
            return new TrainingGraph(e.model("training", Map.of(TrainingSpec.KEY, spec.toJson())), spec);
        }

        private Input described(NodeDefinition.Input input) {
            Port port = new Port(input.name(), input.shape().dims());
            Meaning meaning = of.meanings.apply(port);
            return new Input(port.name(), port.shape(), meaning.words(), meaning.typical());
        }

        private String weight(Parameter p) {
            Emitter e = to.emit();
            float[] values = of.constants.get(p.name());
            if (values != null && p.role() == Role.FROZEN) {
                return e.initializer(Tensors.reals(p.name(), e.type(), p.shape(), values));
            }
            if (p.role() == Role.FROZEN) {
                frozen.add(new Frozen(p.name(), p.shape().dims(), p.initial().interval()));
            }
            e.input(p.name(), p.shape());
            return p.name();
        }

        private void renew(Parameter p, Map<String, String> gradients, AdamStep step) {
            if (p.role() == Role.TRAINABLE) {
                step.update(p, gradient(gradients, p));
                carry(p.name(), p.shape(), Kind.PARAMETER, p.initial().interval());
                Shape moment = AdamStep.momentShape(p);
                carry(TrainingSpec.firstMoment(p.name()), moment, Kind.FIRST_MOMENT, Interval.only(0));
                carry(TrainingSpec.secondMoment(p.name()), moment, Kind.SECOND_MOMENT, Interval.only(0));
                if (of.adam.accumulating()) {
                    carry(TrainingSpec.gradientSum(p.name()), moment, Kind.GRADIENT_SUM, Interval.only(0));
                }
            } else if (p.role() == Role.STATISTIC) {
                String renewed = to.statistics().getOrDefault(p.name(), p.name());
                output(TrainingSpec.renewed(p.name()), renewed, p.shape());
                carry(p.name(), p.shape(), Kind.STATISTIC, p.initial().interval());
            }
        }

        private void carry(String name, Shape shape, Kind kind, Interval initial) {
            state.add(new State(name, TrainingSpec.renewed(name), shape.dims(), kind, initial));
        }

        private Port output(String name, String tensor, Shape shape) {
            to.emit().opNamed(name, "Identity", List.of(tensor));
            to.emit().output(name, shape);
            return new Port(name, shape.dims());
        }

        private static String gradient(Map<String, String> gradients, Parameter p) {
            String gradient = gradients.get(p.name());
            if (gradient == null) {
                throw new IllegalArgumentException("the loss does not depend on the trainable " + p.name());
            }
            return gradient;
        }
    }
}
