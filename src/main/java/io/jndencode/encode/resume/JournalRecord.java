package io.jndencode.encode.resume;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.jndencode.analysis.AnalysedShot;
import io.jndencode.quality.ShotQuality;

/** One finished piece of work, as a journal keeps it. Keys are hashes of everything the piece depends on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalRecord.Judged.class, name = "shot"),
    @JsonSubTypes.Type(value = JournalRecord.Analysed.class, name = "analysed"),
    @JsonSubTypes.Type(value = JournalRecord.Counted.class, name = "counted"),
    @JsonSubTypes.Type(value = JournalRecord.Encoded.class, name = "encoded"),
    @JsonSubTypes.Type(value = JournalRecord.Measured.class, name = "measured"),
    @JsonSubTypes.Type(value = JournalRecord.Made.class, name = "made"),
    @JsonSubTypes.Type(value = JournalRecord.Finished.class, name = "finished")
})
public sealed interface JournalRecord {
    /**
     * A shot was found and judged.
     *
     * @param analysis key of the list of shots it belongs to
     * @param model key of the prediction
     * @param shot what was found
     */
    record Judged(String analysis, String model, AnalysedShot shot) implements JournalRecord {}

    /**
     * The whole video was analysed.
     *
     * @param analysis key of the list of shots
     * @param totals what else the analysis found out
     */
    record Analysed(String analysis, AnalysisTotals totals) implements JournalRecord {}

    /**
     * The coded frames of what was analysed were counted.
     *
     * @param analysis key of the list of shots
     * @param videoBytes of the frames
     */
    record Counted(String analysis, long videoBytes) implements JournalRecord {}

    /**
     * A shot was encoded.
     *
     * @param segment key of the segment
     * @param size of its file
     * @param sha256 of its file
     * @param bytes of its coded frames
     */
    record Encoded(String segment, long size, String sha256, long bytes) implements JournalRecord {
        static Encoded of(SegmentStamp stamp) {
            return new Encoded(stamp.key(), stamp.size(), stamp.sha256(), stamp.bytes());
        }

        SegmentStamp stamp() {
            return new SegmentStamp(segment, size, sha256, bytes);
        }
    }

    /**
     * A segment was measured against its source.
     *
     * @param segment key of the segment
     * @param quality of every frame
     */
    record Measured(String segment, ShotQuality quality) implements JournalRecord {}

    /**
     * A file is about to get its final name.
     *
     * @param source key of the video it is made from
     * @param file absolute
     * @param size of it
     * @param sha256 of it
     */
    record Made(String source, String file, long size, String sha256) implements JournalRecord {}

    /** All files of a job are in place: what was made before belongs to the user. */
    record Finished() implements JournalRecord {}
}
