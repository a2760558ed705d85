package io.jndencode.nn;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * A finished network, which {@link TrainingGraph} and {@link InferenceGraph} export any number of times.
 *
 * <p>Values are in the order of their creation, so operands come before their results.
 */
public final class Graph {
    private final GraphBuilder owner;
    private final List<NodeDefinition> definitions;

    Graph(GraphBuilder owner, List<NodeDefinition> definitions) {
        this.owner = owner;
        this.definitions = List.copyOf(definitions);
    }

    /** Returns all parameters in the order of their declaration. */
    public List<Parameter> parameters() {
        return definitions.stream()
                .flatMap(definition -> definition instanceof NodeDefinition.Weight weight
                        ? Stream.of(weight.parameter())
                        : Stream.empty())
                .toList();
    }

    /** Returns the parameters that the given values depend on. */
    public List<Parameter> parametersOf(Collection<Value> values) {
        return needed(values).stream()
                .mapToObj(definitions::get)
                .flatMap(definition -> definition instanceof NodeDefinition.Weight weight
                        ? Stream.of(weight.parameter())
                        : Stream.empty())
                .toList();
    }

    NodeDefinition definition(int id) {
        return definitions.get(id);
    }

    /** Returns the ids of all values that the given ones depend on, themselves included. */
    BitSet needed(Collection<Value> values) {
        BitSet needed = new BitSet(definitions.size());
        Deque<Value> open = new ArrayDeque<>(values);
        while (!open.isEmpty()) {
            Value value = open.pop();
            check(value);
            if (needed.get(value.id())) {
                continue;
            }
            needed.set(value.id());
            if (definitions.get(value.id()) instanceof NodeDefinition.Result result) {
                open.addAll(result.operation().inputs());
            }
        }
        return needed;
    }

    private void check(Value value) {
        if (value.owner() != owner || value.id() >= definitions.size()) {
            throw new IllegalArgumentException(value + " is not of this graph");
        }
    }
}
