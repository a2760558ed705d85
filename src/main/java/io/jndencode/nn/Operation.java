package io.jndencode.nn;

import java.util.List;

/** One differentiable step of a graph: how it is written in ONNX, and how its gradient flows back. */
interface Operation {
    /** Returns the operands, in the order in which {@link #emit} receives their tensors. */
    List<Value> inputs();

    /**
     * Writes the forward nodes.
     *
     * @param tensors names of the operands
     */
    Emitted emit(EmitContext to, List<String> tensors);

    /**
     * The nodes an operation has written.
     *
     * @param output the result's tensor
     * @param pullback writes the nodes of its vector-Jacobian products, on demand
     */
    record Emitted(String output, Pullback pullback) {}

    /** Turns the gradient of the result into those of the operands. */
    @FunctionalInterface
    interface Pullback {
        void pull(String gradient, Cotangents operands);
    }

    /** Receives the operands' gradients; each must have its operand's full shape. */
    interface Cotangents {
        /** Returns whether the gradient of this operand is needed; otherwise nothing should be computed. */
        boolean wants(int operand);

        void give(int operand, String gradient);
    }
}
