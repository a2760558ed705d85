package io.jndencode.cli.view;

/**
 * What the progress bar shows at one moment.
 *
 * @param label what is worked on, e.g. the file's name
 * @param framesDone frames finished
 * @param framesTotal frames in all, 0 while unknown
 * @param details the right-hand part: shots planned, bits saved
 * @param seconds wall time since the beginning
 */
public record BarState(String label, long framesDone, long framesTotal, String details, double seconds) {
    double framesPerSecond() {
        return seconds > 0 ? framesDone / seconds : 0;
    }

    /** Share done, 0 to 1; 0 while the total is unknown. */
    double share() {
        return framesTotal > 0 ? Math.min(1, (double) framesDone / framesTotal) : 0;
    }

    /** Seconds still to go at the mean speed so far; negative while nobody can say. */
    double secondsLeft() {
        return framesTotal > 0 && framesDone > 0 ? seconds * (framesTotal - framesDone) / framesDone : -1;
    }
}
