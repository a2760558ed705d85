package io.jndencode.label.human;

import io.jndencode.jnd.JndLevel;
import io.jndencode.media.BgrImage;
import java.util.List;

/** A clip or picture of a set that people judged: its frames as they are, and as they are at each level. */
sealed interface HumanItem permits VideoSetClip, JciPicture {
    HumanLabel label();

    /** The file the frames come from, for the manifest. */
    String source();

    /** Which frames are taken. */
    List<Integer> frames();

    /** These frames at the size of the dataset. */
    List<BgrImage> plain(int width, int height);

    /** The same frames at the quality of a level. */
    List<BgrImage> coded(JndLevel level, int width, int height);
}
