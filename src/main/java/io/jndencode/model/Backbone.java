package io.jndencode.model;

import io.jndencode.nn.Graph;
import io.jndencode.nn.GraphBuilder;
import io.jndencode.nn.Layers;
import io.jndencode.nn.Value;
import io.jndencode.nn.onnx.Shape;

/**
 * The convolutional autoencoder under all networks, trained to reproduce the frame itself (img-recon) or the frame
 * coded at one JND level (jnd-recon).
 *
 * <p>Frames are (N, 3, rows, columns), BGR 0..255 without scaling; the latent is (N, 192, rows/16, columns/16).
 *
 * @param graph the network
 * @param frame input {@code frame}
 * @param target input {@code target}: the picture to reproduce
 * @param latent the encoder's output for the frame
 * @param reconstruction the decoder's output for the latent
 * @param loss mean squared error of reconstruction and target
 */
public record Backbone(Graph graph, Value frame, Value target, Value latent, Value reconstruction, Value loss) {
    static final int LATENT_CHANNELS = 192;
    static final int FILTERS = 128;
    private static final double SLOPE = 0.05;

    /** Builds the whole trainable autoencoder. */
    public static Backbone of(InputSize size) {
        GraphBuilder builder = new GraphBuilder();
        Shape frames = Shape.batchOf(3, size.height(), size.width());
        Value frame = builder.input("frame", frames);
        Value target = builder.input("target", frames);
        Layers layers = new Layers(builder, true);
        Value latent = encode(layers, "", frame);
        Value reconstruction = decode(layers, "", latent);
        Value loss = builder.meanSquaredError(reconstruction, target);
        return new Backbone(builder.build(), frame, target, latent, reconstruction, loss);
    }

    /** Builds the encoder; {@code prefix} distinguishes several in one graph. */
    static Value encode(Layers layers, String prefix, Value frame) {
        Value x = frame;
        for (int i = 1; i <= 3; i++) {
            x = layers.graph().leakyRelu(layers.conv(prefix + "enc" + i, x, FILTERS, 5, 2), SLOPE);
        }
        return layers.conv(prefix + "enc4", x, LATENT_CHANNELS, 5, 2);
    }

    /** Builds the decoder. */
    static Value decode(Layers layers, String prefix, Value latent) {
        Value x = latent;
        for (int i = 1; i <= 3; i++) {
            x = layers.graph().leakyRelu(layers.upConv(prefix + "dec" + i, x, FILTERS, 5, 2), SLOPE);
        }
        return layers.upConv(prefix + "dec4", x, 3, 5, 2);
    }
}
