package io.jndencode.media;

import java.util.ArrayList;
import java.util.List;

/** What of a source is not as it should be, and what a reader made of it: told, so that no change is silent. */
public final class SourceRemarks {
    private SourceRemarks() {}

    /** One sentence for each kind of thing a reader had to change or found damaged in the frames it has read. */
    public static List<String> of(VideoReader reader) {
        VideoStream video = reader.info().video();
        List<String> remarks = new ArrayList<>();
        if (reader.conformedFrames() > 0) {
            remarks.add("%d frames have another size or pixel format than the first and were scaled to %dx%d %s"
                    .formatted(reader.conformedFrames(), video.width(), video.height(), video.pixelFormat()));
        }
        if (reader.damagedFrames() > 0) {
            remarks.add(reader.damagedFrames() + " frames are damaged: the decoder guessed what is missing in them");
        }
        if (reader.repairedTimestamps() > 0) {
            remarks.add(
                    reader.repairedTimestamps() + " timestamps were missing, doubled or going back, and were set anew");
        }
        if (reader.otherFields() > 0) {
            remarks.add(
                    video.interlaced()
                            ? reader.otherFields()
                                    + " frames are marked progressive in an interlaced video; all are coded interlaced"
                            : reader.otherFields()
                                    + " frames are interlaced in a video that begins progressive; all are coded"
                                    + " progressive");
        }
        return remarks;
    }
}
