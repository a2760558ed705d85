package io.jndencode.farm.encode;

import io.jndencode.farm.FarmEvent;
import io.jndencode.farm.FarmStatistics;
import io.jndencode.plan.sidecar.SidecarForecast;

/** Events of a job on a farm, delivered in the order they happen, from several threads but one at a time. */
public sealed interface FarmProgress {
    /** The video was opened and its analysis begins. */
    record Analysing() implements FarmProgress {}

    /** The video cannot be cut for the farm; this machine analyses it alone. */
    record AnalysedAlone(String reason) implements FarmProgress {}

    /**
     * The farm has analysed the video.
     *
     * @param parts of the video that were scanned for shots
     * @param groups of shots whose levels were predicted
     */
    record Analysed(int parts, int groups, FarmStatistics work) implements FarmProgress {}

    /** The encode was planned and its shots are handed out. */
    record Encoding(int shots) implements FarmProgress {}

    /** Nothing is encoded, because less of the video than was asked for would be saved. */
    record LeftAlone(SidecarForecast forecast) implements FarmProgress {}

    /** The output is complete. */
    record Encoded(int tasks, FarmStatistics work) implements FarmProgress {}

    /** One sentence about something of the source that is not kept or was mended. */
    record Warning(String message) implements FarmProgress {}

    /** What became of one attempt at one task. */
    record Task(FarmEvent event) implements FarmProgress {}
}
