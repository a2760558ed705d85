package io.jndencode.nn;

import io.jndencode.nn.onnx.Emitter;
import io.jndencode.nn.onnx.Shape;
import io.jndencode.nn.onnx.Tiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes one step of {@link Adam}.
 *
 * <p>For a large parameter most of the cost is a dozen element-wise operators, each a pass through memory. Such a
 * parameter is stepped tile by tile in a Scan, so that all but the first read and the last write stay in the cache; its
 * moments have the shape of the tiles.
 *
 * @param adam the optimizer
 * @param e receives the nodes
 * @param alpha tensor of the step size
 * @param shrink tensor of the weight decay times the learning rate; empty without decay
 */
record AdamStep(Adam adam, Emitter e, String alpha, String shrink) {
    /** Writes {@code new_p, new_m.p, new_v.p} from inputs {@code p, m.p, v.p} and the gradient. */
    void update(Parameter p, String gradient) {
        List<String> read = new ArrayList<>(List.of(gradient));
        if (shrinks(p)) {
            read.add(p.name());
        }
        List<String> carried =
                new ArrayList<>(List.of(TrainingSpec.firstMoment(p.name()), TrainingSpec.secondMoment(p.name())));
        if (adam.accumulating()) {
            carried.add(TrainingSpec.gradientSum(p.name()));
        }
        List<String> renewed = carried.stream().map(TrainingSpec::renewed).toList();
        Optional<Tiles> tiles = Tiles.of(p.shape());
        carried.forEach(name -> e.input(name, momentShape(p)));
        String change = tiles.isEmpty()
                ? change(e, read, carried, renewed)
                : e.reshape(
                        changeInTiles(tiles.get(), read, carried, renewed),
                        p.shape().toArray());
        e.opNamed(TrainingSpec.renewed(p.name()), "Sub", List.of(p.name(), change));
        e.output(TrainingSpec.renewed(p.name()), p.shape());
        renewed.forEach(name -> e.output(name, momentShape(p)));
    }

    /** Returns the shape in which a parameter's moments are stored: the same elements in the same order. */
    static Shape momentShape(Parameter p) {
        return Tiles.of(p.shape()).map(Tiles::shape).orElse(p.shape());
    }

    private boolean shrinks(Parameter p) {
        return adam.decay() && p.shape().rank() > 1;
    }

    private String changeInTiles(Tiles tiles, List<String> read, List<String> carried, List<String> renewed) {
        Emitter body = e.inner();
        List<String> tileRead = read.stream().map(x -> body.input(tiles.tile())).toList();
        List<String> tileCarried =
                carried.stream().map(x -> body.input(tiles.tile())).toList();
        List<String> tileRenewed =
                renewed.stream().map(x -> body.output(tiles.tile())).toList();
        body.output(change(body, tileRead, tileCarried, tileRenewed), tiles.tile());
        List<String> scanned = new ArrayList<>();
        read.forEach(x -> scanned.add(e.reshape(x, tiles.shape().toArray())));
        scanned.addAll(carried);
        return e.scan(body, scanned, renewed);
    }

    /**
     * Writes the amount subtracted in this step from the parameter or a tile of it.
     *
     * @param w receives the nodes
     * @param read the gradient, and the parameter if it decays
     * @param carried first and second moment, and the sum of gradients if there is one
     * @param renewed names of these after the step
     */
    private String change(Emitter w, List<String> read, List<String> carried, List<String> renewed) {
        String gradient = read.get(0);
        String whole = adam.accumulating() ? summed(w, carried.get(2), renewed.get(2), gradient) : gradient;
        blend(w, renewed.get(0), carried.get(0), adam.beta1(), whole);
        blend(w, renewed.get(1), carried.get(1), adam.beta2(), w.mul(whole, whole));
        String root = w.add(w.op("Sqrt", List.of(renewed.get(1))), w.scalar(adam.epsilon()));
        String change = w.mul(w.div(renewed.get(0), root), alpha);
        if (read.size() > 1) {
            change = w.add(change, w.mul(read.get(1), shrink));
        }
        return applied(w, change);
    }

    /** Writes β·old + (1 - β)·x; 1 - β is computed in double before it is rounded. */
    private void blend(Emitter w, String renewed, String old, double beta, String x) {
        if (adam.accumulating()) {
            w.opNamed(renewed, "Add", List.of(old, applied(w, w.mul(w.sub(x, old), w.scalar(1 - beta)))));
        } else {
            w.opNamed(renewed, "Add", List.of(w.mul(old, w.scalar(beta)), w.mul(x, w.scalar(1 - beta))));
        }
    }

    /** Returns the change, or zero if this run does not move the weights. */
    private String applied(Emitter w, String change) {
        return adam.accumulating() ? w.mul(change, Adam.APPLY) : change;
    }

    /** Writes the step's gradient so far; kept as {@code new_g.p} unless this run uses it up. */
    private static String summed(Emitter w, String sum, String renewed, String gradient) {
        String whole = w.add(sum, w.mul(gradient, Adam.SHARE));
        String rest = w.sub(w.scalar(1), Adam.APPLY);
        w.opNamed(renewed, "Mul", List.of(whole, rest));
        return whole;
    }
}
