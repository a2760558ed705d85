package io.jndencode.encode.resume;

/**
 * Totals of a video, known once its last frame is analysed. Stored in the journal under these names.
 *
 * @param shots number of shots
 * @param frames number of frames read
 * @param firstPts timestamp of the video's first frame
 * @param lostFrames number of frames that could not be read or decoded
 * @param repaired whether timestamps had to be repaired, so that frames cannot be found by seeking
 */
public record AnalysisTotals(int shots, long frames, long firstPts, long lostFrames, boolean repaired) {}
