package io.jndencode.nn;

import io.jndencode.nn.onnx.Emitter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reverse-mode differentiation of a scalar: from the loss back through the operations' vector-Jacobian products.
 *
 * <p>Only what lies between a trainable parameter and the loss is computed.
 */
final class Gradients {
    private final Emitter emit;
    private final ForwardGraph forward;
    private final Map<Integer, List<String>> gathered = new HashMap<>();

    private Gradients(Emitter emit, ForwardGraph forward) {
        this.emit = emit;
        this.forward = forward;
    }

    /** Returns the gradient's tensor by name of the trainable parameter. */
    static Map<String, String> of(Emitter emit, ForwardGraph forward, Value loss) {
        if (loss.shape().rank() != 0) {
            throw new IllegalArgumentException("the loss " + loss + " is not a scalar");
        }
        return new Gradients(emit, forward).from(loss);
    }

    private Map<String, String> from(Value loss) {
        Map<String, String> gradients = new LinkedHashMap<>();
        gathered.put(loss.id(), new ArrayList<>(List.of(emit.scalar(1))));
        for (int id = loss.id(); id >= 0; id--) {
            List<String> parts = gathered.remove(id);
            if (parts == null) {
                continue;
            }
            String gradient = parts.size() == 1 ? parts.get(0) : emit.op("Sum", parts);
            NodeDefinition definition = forward.graph().definition(id);
            if (definition instanceof NodeDefinition.Weight weight) {
                gradients.put(weight.parameter().name(), gradient);
            } else if (definition instanceof NodeDefinition.Result result) {
                List<Value> operands = result.operation().inputs();
                forward.pullback(id).pull(gradient, new Gathering(operands));
            }
        }
        return gradients;
    }

    private final class Gathering implements Operation.Cotangents {
        private final List<Value> operands;

        Gathering(List<Value> operands) {
            this.operands = operands;
        }

        @Override
        public boolean wants(int operand) {
            return operands.get(operand).differentiable();
        }

        @Override
        public void give(int operand, String gradient) {
            Value value = operands.get(operand);
            if (value.differentiable()) {
                gathered.computeIfAbsent(value.id(), id -> new ArrayList<>()).add(gradient);
            }
        }
    }
}
