package io.jndencode.label.human;

import io.jndencode.jnd.JndLevels;
import java.util.Objects;

/**
 * What people said of one clip or picture.
 *
 * @param number the item's number in its set
 * @param group what shows the same thing: never on both sides of a split
 * @param levels on the scale the dataset is to have
 * @param spread standard error of JND1 on that scale
 */
record HumanLabel(int number, String group, JndLevels levels, double spread) {
    HumanLabel {
        Objects.requireNonNull(group, "group is null");
        Objects.requireNonNull(levels, "levels is null");
    }
}
