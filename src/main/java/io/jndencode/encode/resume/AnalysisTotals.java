package io.jndencode.encode.resume;

/**
 * What is known of a video after its last frame was analysed. Kept in the journal under these names.
 *
 * @param shots number of them
 * @param frames read
 * @param firstPts timestamp of the video's first frame
 * @param lostFrames that could not be read or decoded
 * @param repaired whether timestamps had to be repaired, so that frames cannot be found by seeking
 */
public record AnalysisTotals(int shots, long frames, long firstPts, long lostFrames, boolean repaired) {}
