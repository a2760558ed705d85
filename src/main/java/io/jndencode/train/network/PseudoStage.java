package io.jndencode.train.network;

import io.jndencode.dataset.LabelledPicture;
import io.jndencode.train.TrainOptions;
import java.util.List;
import java.util.Objects;

/**
 * A stage before the labels: the layers after frozen backbones learn from pictures whose levels a model said. It lasts as many epochs as
 * its options say, and its last weights are what the training on labels begins with: nothing is chosen in it.
 *
 * @param pictures with pseudo-labels, none of sources the network is judged on
 * @param options of this stage; seed, size and folders are those of the stage that follows
 * @param data name of the dataset, for the model's metadata
 */
public record PseudoStage(List<LabelledPicture> pictures, TrainOptions options, String data) {
    public PseudoStage {
        pictures = List.copyOf(pictures);
        Objects.requireNonNull(options, "options is null");
        Objects.requireNonNull(data, "data is null");
    }

    /** Returns the name of its files: checkpoints, log and stored features. */
    public static String name(String network) {
        return network + "-pseudo";
    }
}
