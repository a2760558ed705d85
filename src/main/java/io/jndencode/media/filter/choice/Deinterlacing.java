package io.jndencode.media.filter.choice;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.VideoStream;
import java.util.List;

/** The filters that make whole pictures of fields, one for each frame. */
final class Deinterlacing {
    /** FFmpeg's fieldmatch takes no others: they would be converted, and deep ones lose their depth. */
    private static final List<String> JOINED = List.of("yuv420p", "yuv422p", "yuv444p");

    private Deinterlacing() {}

    /** Returns whether fields of this format can be joined to the pictures of film that they were taken from. */
    static boolean joins(VideoStream video) {
        return JOINED.contains(video.format().pixelFormat());
    }

    /**
     * Returns the filters.
     *
     * @param wanted {@code auto}, {@code on} or {@code telecine}
     * @param looking whether to look at the video; if not, as for a video that shows nothing
     */
    static String of(MediaInfo info, String wanted, boolean looking) {
        boolean forced = wanted.equals("telecine");
        if (!joins(info.video())) {
            if (forced) {
                throw new JndException.Usage(
                        "--deinterlace telecine: %s has pictures of %s, and fields can be joined only of 8 bits (%s): use --deinterlace on"
                                .formatted(
                                        info.file(), info.video().format().pixelFormat(), String.join(", ", JOINED)));
            }
            return interpolating(wanted.equals("on"));
        }
        FieldSurvey seen = looking ? FieldSurvey.of(info) : null;
        if (!forced && (seen == null || !seen.isFilm())) {
            return interpolating(wanted.equals("on"));
        }
        String order = seen == null ? "auto" : seen.order();
        return "fieldmatch=order=" + order + ":combmatch=full," + interpolating(false);
    }

    private static String interpolating(boolean all) {
        return "bwdif=mode=send_frame:parity=auto:deint=" + (all ? "all" : "interlaced");
    }
}
