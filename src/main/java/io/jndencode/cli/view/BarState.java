package io.jndencode.cli.view;

/**
 * What the progress bar shows at one moment.
 *
 * @param label the current item, e.g. the file's name
 * @param framesDone number of frames finished
 * @param framesTotal total number of frames, 0 while unknown
 * @param details the right-hand part: shots planned, bits saved
 * @param seconds wall time since the beginning
 */
public record BarState(String label, long framesDone, long framesTotal, String details, double seconds) {
    double framesPerSecond() {
        return seconds > 0 ? framesDone / seconds : 0;
    }

    /** Returns the share done, 0 to 1; 0 while the total is unknown. */
    double share() {
        return framesTotal > 0 ? Math.min(1, (double) framesDone / framesTotal) : 0;
    }

    /** Returns the seconds remaining at the mean speed so far; negative while unknown. */
    double secondsLeft() {
        return framesTotal > 0 && framesDone > 0 ? seconds * (framesTotal - framesDone) / framesDone : -1;
    }
}
