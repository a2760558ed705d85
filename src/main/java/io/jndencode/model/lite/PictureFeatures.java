package io.jndencode.model.lite;

import io.jndencode.nn.GraphBuilder;
import io.jndencode.nn.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The features of the lite net: figures of a frame and the previous frame that show how well it codes and how much its
 * texture and motion mask.
 *
 * <p>Energies of 8x8 DCT bands (and of what quantisation at three QPs leaves and loses of them), of differences to the
 * previous frame, in place and with each block moved to its best match, of finer and coarser detail, gradients, noise,
 * luma, colour. All filters are fixed: nothing is trained, and everything runs inside the model's graph.
 */
final class PictureFeatures {
    /** Diagonals of the DCT: each band's first, and the one after its last. */
    private static final int[][] BANDS = {{1, 3}, {3, 5}, {5, 8}, {8, 15}};

    private static final int[] QPS = {22, 28, 34};
    private static final int REACH = 3;

    private final GraphBuilder graph;
    private final FixedFilters filters;
    private final List<Value> features = new ArrayList<>();

    private PictureFeatures(GraphBuilder graph) {
        this.graph = graph;
        this.filters = new FixedFilters(graph);
    }

    /**
     * Builds the features (N, count) of frames (N, 3, rows, columns), BGR 0..255.
     *
     * @param previous the frames before them, or the same frames if there are none
     */
    static Value of(GraphBuilder graph, Value frame, Value previous) {
        PictureFeatures made = new PictureFeatures(graph);
        Value luma = made.filters.luma(frame);
        Value before = made.filters.luma(previous);
        Value change = graph.sub(luma, before);
        Value texture = made.filters.dct(luma);
        Value motion = made.filters.dct(change);
        made.texture(texture);
        made.change(change, motion);
        made.movement(luma, before);
        made.quantised(texture, motion);
        made.gradients(luma);
        made.detail(luma);
        made.colour(frame);
        return graph.concat(1, made.features.toArray(new Value[0]));
    }

    private void add(Value feature) {
        features.add(feature);
    }

    private void meanAndDeviation(Value planes) {
        add(graph.globalAveragePool(planes));
        add(filters.deviation(planes));
    }

    /** Energies of four bands and of all together: (N, 5, h, w) of ln(1 + energy). */
    private Value bandEnergies(Value dct, boolean withMean) {
        boolean[][] rows = new boolean[BANDS.length + 1][64];
        for (int v = 0; v < 8; v++) {
            for (int u = 0; u < 8; u++) {
                for (int band = 0; band < BANDS.length; band++) {
                    rows[band][8 * v + u] = u + v >= BANDS[band][0] && u + v < BANDS[band][1];
                }
                rows[BANDS.length][8 * v + u] = withMean || u + v > 0;
            }
        }
        return filters.log(filters.channelSums(graph.square(dct), rows), 1);
    }

    private void texture(Value dct) {
        Value energies = bandEnergies(dct, false);
        meanAndDeviation(energies);
        Value all = graph.slice(energies, 1, BANDS.length, BANDS.length + 1);
        for (int level = 3; level <= 9; level += 2) {
            share(all, level, 2);
        }
        Value brightness = graph.affine(graph.slice(dct, 1, 0, 1), 1.0 / 8, 0);
        meanAndDeviation(brightness);
        share(brightness, 28, -1.0 / 8);
        share(brightness, 203, 1.0 / 8);
    }

    /** Adds the share of a plane above a threshold (below it for a negative steepness), softly. */
    private void share(Value plane, double threshold, double steepness) {
        add(graph.globalAveragePool(graph.sigmoid(graph.affine(plane, steepness, -threshold * steepness))));
    }

    private void change(Value change, Value dct) {
        meanAndDeviation(bandEnergies(dct, true));
        add(filters.log(graph.globalAveragePool(graph.abs(change)), 0.1));
    }

    /**
     * Adds the motion of blocks of 16x16 pixels, at a quarter of the size, against the previous frame, each moved to
     * its best match.
     */
    private void movement(Value luma, Value before) {
        Value small = graph.averagePool(luma, 4);
        Value moved = filters.moved(graph.averagePool(before, 4), REACH);
        Value errors = graph.averagePool(graph.square(graph.sub(moved, small)), 4);
        Value best = filters.log(graph.affine(graph.channelMax(graph.affine(errors, -1, 0)), -1, 0), 0.1);
        int still = ((2 * REACH + 1) * (2 * REACH + 1)) / 2;
        Value inPlace = filters.log(graph.slice(errors, 1, still, still + 1), 0.1);
        meanAndDeviation(best);
        add(graph.globalAveragePool(graph.sub(inPlace, best)));
    }

    /** Adds what a quantiser at a QP loses of a plane's detail, and how many coefficients it keeps. */
    private void quantised(Value texture, Value motion) {
        Value detail = graph.abs(graph.slice(texture, 1, 1, 64));
        Value change = graph.abs(motion);
        for (int qp : QPS) {
            double half = 0.625 * Math.pow(2, qp / 6.0) / 2;
            for (Value amplitudes : List.of(detail, change)) {
                add(filters.log(filters.mean(graph.square(filters.atMost(amplitudes, half))), 0.01));
                Value kept = graph.sigmoid(graph.affine(amplitudes, 4 / half, -4));
                add(filters.log(filters.mean(kept), 1e-3));
            }
        }
    }

    private void gradients(Value luma) {
        int rows = luma.shape().dim(2);
        int columns = luma.shape().dim(3);
        Value corner = filters.window(luma, 1, 1, rows - 1, columns - 1);
        Value across = graph.sub(corner, filters.window(luma, 1, 0, rows - 1, columns - 1));
        Value down = graph.sub(corner, filters.window(luma, 0, 1, rows - 1, columns - 1));
        Value steepness = graph.sqrt(graph.affine(graph.add(graph.square(across), graph.square(down)), 1, 1e-3));
        add(filters.log(graph.globalAveragePool(steepness), 0.1));
        add(filters.log(filters.deviation(steepness), 0.1));
        Value curvature = curvature(across, down);
        add(filters.log(graph.globalAveragePool(curvature), 0.1));
        Value whole = filters.window(
                curvature,
                0,
                0,
                curvature.shape().dim(2) / 8 * 8,
                curvature.shape().dim(3) / 8 * 8);
        Value noise = filters.log(graph.averagePool(whole, 8), 0.2);
        meanAndDeviation(noise);
        // A soft minimum: the quietest blocks show the noise.
        Value quiet = graph.globalAveragePool(graph.exp(graph.affine(noise, -2, 0)));
        add(graph.affine(graph.log(quiet), -0.5, 0));
    }

    /**
     * |4 c - left - right - above - below| of every pixel but the outermost, from the steps to the left and upwards.
     */
    private Value curvature(Value across, Value down) {
        int rows = across.shape().dim(2) - 1;
        int columns = across.shape().dim(3) - 1;
        Value horizontal =
                graph.sub(filters.window(across, 0, 0, rows, columns), filters.window(across, 0, 1, rows, columns));
        Value vertical =
                graph.sub(filters.window(down, 0, 0, rows, columns), filters.window(down, 1, 0, rows, columns));
        return graph.abs(graph.add(horizontal, vertical));
    }

    /** Adds the energy lost by halving the size, three times. */
    private void detail(Value luma) {
        Value picture = luma;
        for (int octave = 0; octave < 3; octave++) {
            Value half = graph.averagePool(picture, 2);
            Value lost = graph.relu(graph.sub(graph.averagePool(graph.square(picture), 2), graph.square(half)));
            add(filters.log(graph.globalAveragePool(lost), 0.1));
            meanAndDeviation(filters.log(graph.averagePool(lost, octave == 0 ? 4 : 2), 0.1));
            picture = half;
        }
    }

    private void colour(Value frame) {
        Value small = graph.averagePool(frame, 2);
        int columns = small.shape().dim(3) - 1;
        int rows = small.shape().dim(2);
        Value chroma =
                graph.concat(1, filters.mixed(small, 0.5, -0.331, -0.169), filters.mixed(small, -0.081, -0.419, 0.5));
        add(graph.globalAveragePool(chroma));
        add(filters.log(filters.deviation(chroma), 0.5));
        for (int plane = 0; plane < 2; plane++) {
            Value one = filters.channel(chroma, plane);
            Value step = graph.sub(filters.window(one, 0, 1, rows, columns), filters.window(one, 0, 0, rows, columns));
            add(filters.log(graph.globalAveragePool(graph.abs(step)), 0.05));
        }
    }
}
