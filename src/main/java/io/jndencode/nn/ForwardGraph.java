package io.jndencode.nn;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The forward pass as written into an export: the tensors of all values that some outputs need. */
final class ForwardGraph {
    private final Graph graph;
    private final Map<Integer, String> tensors = new HashMap<>();
    private final Map<Integer, Operation.Pullback> pullbacks = new HashMap<>();
    private final List<NodeDefinition.Input> inputs = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();

    /**
     * Writes the forward pass.
     *
     * @param weights returns the tensor a parameter is read from
     */
    ForwardGraph(Graph graph, EmitContext to, Collection<Value> outputs, Function<Parameter, String> weights) {
        this.graph = graph;
        BitSet needed = graph.needed(outputs);
        needed.stream().forEach(id -> tensors.put(id, write(to, id, weights)));
    }

    private String write(EmitContext to, int id, Function<Parameter, String> weights) {
        NodeDefinition definition = graph.definition(id);
        if (definition instanceof NodeDefinition.Input input) {
            inputs.add(input);
            to.emit().input(input.name(), input.shape());
            return input.name();
        }
        if (definition instanceof NodeDefinition.Weight weight) {
            parameters.add(weight.parameter());
            return weights.apply(weight.parameter());
        }
        if (definition instanceof NodeDefinition.Fixed fixed) {
            return to.emit().initializer(fixed.tensor("_fixed" + id, to.emit().type()));
        }
        Operation operation = ((NodeDefinition.Result) definition).operation();
        List<String> operands = operation.inputs().stream().map(this::tensor).toList();
        Operation.Emitted emitted = operation.emit(to, operands);
        pullbacks.put(id, emitted.pullback());
        return emitted.output();
    }

    Graph graph() {
        return graph;
    }

    /** Returns the tensor of a value. */
    String tensor(Value value) {
        String tensor = tensors.get(value.id());
        if (tensor == null) {
            throw new IllegalArgumentException(value + " is not part of this export");
        }
        return tensor;
    }

    Operation.Pullback pullback(int id) {
        Operation.Pullback pullback = pullbacks.get(id);
        if (pullback == null) {
            throw new IllegalStateException("value " + id + " has no operation");
        }
        return pullback;
    }

    /** Returns the inputs read, in the order of the graph. */
    List<NodeDefinition.Input> inputs() {
        return List.copyOf(inputs);
    }

    /** Returns the parameters read, in the order of the graph. */
    List<Parameter> parameters() {
        return List.copyOf(parameters);
    }
}
