package io.jndencode.farm.analysis;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.filter.FilterChain;
import io.jndencode.media.filter.FilteredVideo;
import java.util.List;

/** Pictures of one video as the texts of their filters, by which tasks name them; an empty text is the video as it is. */
final class PictureChains {
    private PictureChains() {}

    /** Returns the video as each of the pictures. */
    static List<MediaInfo> of(MediaInfo video, List<String> chains) {
        return chains.stream()
                .map(chain -> chain.isEmpty() ? video : FilteredVideo.of(video, FilterChain.of(chain)))
                .toList();
    }
}
