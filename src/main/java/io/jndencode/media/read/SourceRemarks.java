package io.jndencode.media.read;

import io.jndencode.media.VideoStream;
import io.jndencode.media.timing.Timestamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Describes the defects of a source and how a reader handled them, so that no change is silent. */
public final class SourceRemarks {
    private SourceRemarks() {}

    /** Returns one sentence for each kind of change or damage in the frames a reader has read. */
    public static List<String> of(VideoReader reader) {
        VideoStream video = reader.info().video();
        FrameNormalizer conformer = reader.conformer();
        List<String> remarks = new ArrayList<>();
        if (conformer.count() > 0) {
            remarks.add(("%d frames have another size, pixel format, range or matrix than the first and were brought to"
                            + " its own: %dx%d %s")
                    .formatted(
                            conformer.count(),
                            video.geometry().width(),
                            video.geometry().height(),
                            video.format().pixelFormat()));
        }
        if (conformer.otherTags() > 0) {
            remarks.add(("%d frames are tagged with another sample aspect ratio or other colours than the first; the"
                            + " output says of all what the first does")
                    .formatted(conformer.otherTags()));
        }
        if (reader.damagedFrames() > 0) {
            remarks.add(reader.damagedFrames() + " frames are damaged: the decoder guessed what is missing in them");
        }
        remarks.addAll(times(reader));
        if (conformer.otherFields() > 0 && reader.info().filtered() == null) {
            remarks.add(
                    video.geometry().interlaced()
                            ? conformer.otherFields()
                                    + " frames are marked progressive in an interlaced video; all are coded interlaced"
                            : conformer.otherFields()
                                    + " frames are interlaced in a video that begins progressive; all are coded"
                                    + " progressive");
        }
        return remarks;
    }

    private static List<String> times(VideoReader reader) {
        Timestamps times = reader.timestamps();
        List<String> remarks = new ArrayList<>();
        long jumps = reader.decoder().jumps();
        if (jumps > 0) {
            remarks.add(
                    "the source's clock jumps %s, as where recordings were joined: what follows was moved to follow on, sound and all"
                            .formatted(jumps == 1 ? "once" : jumps + " times"));
        }
        if (times.wild() > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%s far off, by up to %.1f s, and set to lie between the neighbours",
                    were(times.wild()),
                    reader.info().video().timing().timeBase().seconds(times.furthest())));
        }
        long others = times.repaired() - times.wild();
        if (others > 0) {
            remarks.add(were(others) + " missing, doubled or going back, and set anew");
        }
        return remarks;
    }

    private static String were(long timestamps) {
        return timestamps == 1 ? "1 timestamp was" : timestamps + " timestamps were";
    }
}
