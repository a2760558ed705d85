package io.jndencode.encode.resume;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.jndencode.analysis.AnalysedShot;
import io.jndencode.quality.ShotQuality;
import io.jndencode.shot.alike.ShotLook;

/** One finished piece of work as stored in a journal. Keys are hashes of everything the piece depends on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalRecord.Judged.class, name = "shot"),
    @JsonSubTypes.Type(value = JournalRecord.Analysed.class, name = "analysed"),
    @JsonSubTypes.Type(value = JournalRecord.Counted.class, name = "counted"),
    @JsonSubTypes.Type(value = JournalRecord.Seen.class, name = "seen"),
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
     * @param shot the shot with its prediction
     */
    record Judged(String analysis, String model, AnalysedShot shot) implements JournalRecord {}

    /**
     * The whole video was analysed.
     *
     * @param analysis key of the list of shots
     * @param totals the totals of the analysis
     */
    record Analysed(String analysis, AnalysisTotals totals) implements JournalRecord {}

    /**
     * The coded bytes of the analysed frames were counted.
     *
     * @param analysis key of the list of shots
     * @param videoBytes size of the coded frames
     */
    record Counted(String analysis, long videoBytes) implements JournalRecord {}

    /**
     * What a shot looks like was noted.
     *
     * @param analysis key of the list of shots it belongs to
     * @param shot its position in it
     * @param look what it looks like
     */
    record Seen(String analysis, int shot, ShotLook look) implements JournalRecord {}

    /**
     * A shot was encoded.
     *
     * @param segment key of the segment
     * @param size size of its file in bytes
     * @param sha256 SHA-256 of its file
     * @param bytes size of its coded frames
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
     * @param quality the measured quality of every frame
     */
    record Measured(String segment, ShotQuality quality) implements JournalRecord {}

    /**
     * A file is about to get its final name.
     *
     * @param source key of the video it is made from
     * @param file its absolute path
     * @param size its size in bytes
     * @param sha256 its SHA-256
     */
    record Made(String source, String file, long size, String sha256) implements JournalRecord {}

    /** All files of a job are in place: files made earlier now belong to the user. */
    record Finished() implements JournalRecord {}
}
