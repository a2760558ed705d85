package io.jndencode.model.keras;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The role of a tensor in its layer. */
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

    /** Returns the role of a weight from its name in Keras, such as {@code conv2d_17/kernel:0}. */
    static Optional<WeightRole> ofKeras(String weight) {
        String last = weight.substring(weight.lastIndexOf('/') + 1);
        String bare = last.contains(":") ? last.substring(0, last.indexOf(':')) : last;
        return Arrays.stream(values()).filter(role -> role.keras.equals(bare)).findFirst();
    }

    /** Returns the role of a parameter from its name in this program, such as {@code enc1.kernel}. */
    static WeightRole ofParameter(String parameter) {
        return valueOf(parameter.substring(parameter.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT));
    }
}
