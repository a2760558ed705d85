package io.jndencode.model.keras;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a tensor is to its layer. */
enum WeightRole {
    KERNEL("kernel"),
    BIAS("bias"),
    GAMMA("gamma"),
    BETA("beta"),
    MEAN("moving_mean"),
    VARIANCE("moving_variance");

    private final String keras;

    WeightRole(String keras) {
        this.keras = keras;
    }

    /** The role of a weight by Keras's name of it, such as {@code conv2d_17/kernel:0}. */
    static Optional<WeightRole> ofKeras(String weight) {
        String last = weight.substring(weight.lastIndexOf('/') + 1);
        String bare = last.contains(":") ? last.substring(0, last.indexOf(':')) : last;
        return Arrays.stream(values()).filter(role -> role.keras.equals(bare)).findFirst();
    }

    /** The role of a parameter by this program's name of it, such as {@code enc1.kernel}. */
    static WeightRole ofParameter(String parameter) {
        return valueOf(parameter.substring(parameter.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT));
    }
}
