package io.jndencode.nn;

import java.util.List;

/** One differentiable step of a graph: how it is written in ONNX, and how its gradient flows back. */
interface Operation {
    /** The operands, in the order {@link #emit} gets their tensors. */
    List<Value> inputs();

    /**
     * Writes the forward nodes.
     *
     * @param tensors names of the operands
     */
    Emitted emit(EmitContext to, List<String> tensors);

    /**
     * What an operation left in the graph.
     *
     * @param output the result's tensor
     * @param pullback writes the nodes of its vector-Jacobian products, when asked
     */
    record Emitted(String output, Pullback pullback) {}

    /** Turns the gradient of the result into those of the operands. */
    @FunctionalInterface
    interface Pullback {
        void pull(String gradient, Cotangents operands);
    }

    /** Takes the operands' gradients; each must have its operand's full shape. */
    interface Cotangents {
        /** Whether anybody needs the gradient of this operand: compute nothing otherwise. */
        boolean wants(int operand);

        void give(int operand, String gradient);
    }
}
