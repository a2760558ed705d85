package io.jndencode.plan.sidecar;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.VideoStream;
import io.jndencode.media.filter.FilterChain;
import io.jndencode.media.filter.FilteredVideo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The filters a video is read through, and the picture they leave.
 *
 * @param chain as on ffmpeg's command line, in numbers; checked like a user's before it is used, since a sidecar may be a stranger's
 * @param width columns of the filtered picture
 * @param height rows of it
 * @param sar its sample aspect ratio
 */
public record SidecarFilters(String chain, int width, int height, String sar) {
    public SidecarFilters {
        Objects.requireNonNull(chain, "chain is missing");
    }

    static @Nullable SidecarFilters of(MediaInfo info) {
        VideoStream video = info.video();
        return info.filtered() == null
                ? null
                : new SidecarFilters(
                        info.filterChain(),
                        video.geometry().width(),
                        video.geometry().height(),
                        SourceVideo.ratio(video));
    }

    /** Returns a sidecar's source, once opened, read through the filters that the sidecar names. */
    public static MediaInfo read(Sidecar sidecar, MediaInfo opened) {
        SidecarFilters filters = sidecar.source().filters();
        return filters == null ? opened : FilteredVideo.of(opened, FilterChain.of(filters.chain()));
    }
}
