package io.jndencode.model;

import io.jndencode.nn.Graph;
import io.jndencode.nn.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Starting weights of a backbone that already reproduce the picture: each encoder layer splits every band into four by
 * a 2x2 Haar step (after four layers: the Walsh-Hadamard coefficients of 16x16 blocks, the 192 that matter most), each
 * decoder layer joins them again.
 *
 * <p>A signed value x passes a LeakyReLU as the pair f(x), f(-x), for f(x) - f(-x) = (1 + slope) x. Filters that the
 * bands leave over start as small random filters whose outgoing weights are zero. Training from here takes a fraction
 * of the steps needed from random weights: frames are unscaled, and with random weights the mean level masks the detail
 * for a long time.
 */
public final class WaveletStart {
    private static final double SLOPE = 0.05;
    private static final double SPARE = 0.2;
    /** Rows: the mean, red minus blue, and green minus both, from B, G, R. */
    private static final double[][] FROM_BGR = {{1 / 3.0, 1 / 3.0, 1 / 3.0}, {-0.5, 0, 0.5}, {-0.25, 0.5, -0.25}};

    private static final double[][] TO_BGR = {{1, -1, -2 / 3.0}, {1, 0, 4 / 3.0}, {1, 1, -2 / 3.0}};

    private WaveletStart() {}

    /** Returns the weights of all parameters of a backbone. */
    public static Map<String, float[]> weights(Graph backbone, long seed) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : backbone.parameters()) {
            tensors.put(parameter.name(), new Tensor(parameter, parameter.initialValues(seed)));
        }
        List<Band> colours = List.of(new Band(0, 0, 0, 0), new Band(1, 0, 0, 0), new Band(2, 0, 0, 0));
        List<Band> pixels = colours;
        for (int layer = 1; layer <= 4; layer++) {
            int room = layer == 4 ? Backbone.LATENT_CHANNELS : Backbone.FILTERS / 2;
            List<Band> bands = most(split(pixels), room);
            Channels above = layer == 1 ? Channels.colours() : Channels.of(pixels);
            Channels below = layer == 4 ? Channels.plain(bands) : Channels.of(bands);
            analyse(tensor(tensors, "enc" + layer), above, below);
            synthesise(tensor(tensors, "dec" + (5 - layer)), above, below);
            pixels = bands;
        }
        Map<String, float[]> weights = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> weights.put(name, tensor.values()));
        return weights;
    }

    private static Tensor tensor(Map<String, Tensor> tensors, String layer) {
        return Objects.requireNonNull(tensors.get(layer + ".kernel"), layer);
    }

    /**
     * One band: a colour and, across and down, whether each layer so far took the sum (0) or the difference (1), the first
     * layer's bit highest.
     */
    private record Band(int colour, int across, int down, int layers) {
        Band child(int dx, int dy) {
            return new Band(colour, 2 * across + dx, 2 * down + dy, layers + 1);
        }

        boolean childOf(Band parent) {
            return colour == parent.colour && across / 2 == parent.across && down / 2 == parent.down;
        }

        /** Returns whether the band is never negative, being a mean of light. */
        boolean positive() {
            return colour == 0 && across == 0 && down == 0;
        }

        /**
         * Returns the expected energy, which falls with the square of the sign changes; colour differences have a
         * twelfth.
         */
        double energy() {
            double x = changes(across) + 0.5;
            double y = changes(down) + 0.5;
            return (colour == 0 ? 1 : 1 / 12.0) / (x * x + y * y);
        }

        /** Returns the sign changes of a Walsh function: its bits read as a Gray code. */
        private static int changes(int bits) {
            int number = 0;
            for (int rest = bits; rest != 0; rest >>= 1) {
                number ^= rest;
            }
            return number;
        }
    }

    private static List<Band> split(List<Band> bands) {
        List<Band> children = new ArrayList<>();
        for (Band band : bands) {
            for (int place = 0; place < 4; place++) {
                children.add(band.child(place % 2, place / 2));
            }
        }
        return children;
    }

    private static List<Band> most(List<Band> bands, int room) {
        return bands.stream()
                .sorted(Comparator.comparingDouble(Band::energy).reversed())
                .limit(room)
                .toList();
    }

    /** A channel's share in a band. */
    private record Share(int channel, double weight) {}

    /** Which channels carry which band: how to write the bands, and how to read them back. */
    private record Channels(List<Band> bands, List<List<Share>> written, List<List<Share>> read) {
        static Channels colours() {
            List<Band> bands = new ArrayList<>();
            List<List<Share>> written = new ArrayList<>();
            List<List<Share>> read = new ArrayList<>();
            for (int colour = 0; colour < 3; colour++) {
                bands.add(new Band(colour, 0, 0, 0));
                written.add(List.of(
                        new Share(0, TO_BGR[0][colour]),
                        new Share(1, TO_BGR[1][colour]),
                        new Share(2, TO_BGR[2][colour])));
                read.add(List.of(
                        new Share(0, FROM_BGR[colour][0]),
                        new Share(1, FROM_BGR[colour][1]),
                        new Share(2, FROM_BGR[colour][2])));
            }
            return new Channels(bands, written, read);
        }

        static Channels plain(List<Band> bands) {
            List<List<Share>> shares = new ArrayList<>();
            for (int i = 0; i < bands.size(); i++) {
                shares.add(List.of(new Share(i, 1)));
            }
            return new Channels(bands, shares, shares);
        }

        /** Assigns channels behind a LeakyReLU, where signed bands need pairs. */
        static Channels of(List<Band> bands) {
            List<List<Share>> written = new ArrayList<>();
            List<List<Share>> read = new ArrayList<>();
            int channel = 0;
            for (Band band : bands) {
                if (band.positive()) {
                    written.add(List.of(new Share(channel, 1)));
                    read.add(List.of(new Share(channel++, 1)));
                } else {
                    double back = 1 / (1 + SLOPE);
                    written.add(List.of(new Share(channel, 1), new Share(channel + 1, -1)));
                    read.add(List.of(new Share(channel++, back), new Share(channel++, -back)));
                }
            }
            return new Channels(bands, written, read);
        }

        int used() {
            return written.stream()
                    .flatMap(List::stream)
                    .mapToInt(share -> share.channel() + 1)
                    .max()
                    .orElse(0);
        }
    }

    /**
     * Fills an encoder kernel (below, above, 5, 5) with quarter sums and differences of the 2x2 pixels at taps 1 and 2.
     */
    private static void analyse(Tensor kernel, Channels above, Channels below) {
        kernel.clear(below.used(), 0);
        forFamilies(above, below, (out, in, sign, x, y) -> {
            for (Share to : below.written().get(out)) {
                for (Share from : above.read().get(in)) {
                    kernel.add(to.channel(), from.channel(), y, x, 0.25 * sign * to.weight() * from.weight());
                }
            }
        });
    }

    /** Fills a decoder kernel (below, above, 5, 5) with the sum of the signed parts at the same taps. */
    private static void synthesise(Tensor kernel, Channels above, Channels below) {
        kernel.clear(0, above.used());
        forFamilies(above, below, (out, in, sign, x, y) -> {
            for (Share from : below.read().get(out)) {
                for (Share to : above.written().get(in)) {
                    kernel.add(from.channel(), to.channel(), y, x, sign * to.weight() * from.weight());
                }
            }
        });
    }

    @FunctionalInterface
    private interface Tap {
        void at(int child, int parent, int sign, int x, int y);
    }

    private static void forFamilies(Channels above, Channels below, Tap tap) {
        for (int child = 0; child < below.bands().size(); child++) {
            Band band = below.bands().get(child);
            for (int parent = 0; parent < above.bands().size(); parent++) {
                if (!band.childOf(above.bands().get(parent))) {
                    continue;
                }
                for (int place = 0; place < 4; place++) {
                    int x = place % 2;
                    int y = place / 2;
                    int sign = ((band.across() & x) + (band.down() & y)) % 2 == 0 ? 1 : -1;
                    tap.at(child, parent, sign, 1 + x, 1 + y);
                }
            }
        }
    }

    /** A kernel being filled. */
    @SuppressWarnings("ArrayRecordComponent") // filled in place; equals is not used
    private record Tensor(Parameter parameter, float[] values) {
        /**
         * Leaves the spare filters small and random, and sets those in use to zero, by the first or the second axis.
         */
        void clear(int usedFirst, int usedSecond) {
            int second = parameter.shape().dim(1);
            int cells = parameter.shape().dim(2) * parameter.shape().dim(3);
            for (int i = 0; i < values.length; i++) {
                boolean used = i / (second * cells) < usedFirst || i / cells % second < usedSecond;
                values[i] = used ? 0 : (float) (SPARE * values[i]);
            }
        }

        void add(int first, int second, int row, int column, double value) {
            int size = parameter.shape().dim(3);
            int at = ((first * parameter.shape().dim(1) + second)
                                            * parameter.shape().dim(2)
                                    + row)
                            * size
                    + column;
            values[at] += (float) value;
        }
    }
}
