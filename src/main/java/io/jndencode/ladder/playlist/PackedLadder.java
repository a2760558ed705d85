package io.jndencode.ladder.playlist;

import io.jndencode.media.packaging.Cuts;
import io.jndencode.media.packaging.PackedTrack;
import io.jndencode.media.packaging.SoundTrack;
import io.jndencode.media.packaging.TextTrack;
import io.jndencode.media.packaging.VideoTrack;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Everything players can choose from.
 *
 * @param cuts where all tracks are cut
 * @param videos the same pictures in several sizes and codings, best first
 * @param sounds sound in several languages
 * @param texts subtitles in several languages
 */
public record PackedLadder(Cuts cuts, List<VideoTrack> videos, List<SoundTrack> sounds, List<TextTrack> texts) {
    public PackedLadder {
        Objects.requireNonNull(cuts, "cuts is null");
        videos = List.copyOf(videos);
        sounds = List.copyOf(sounds);
        texts = List.copyOf(texts);
    }

    /** Returns the target duration of all playlists: the longest piece in whole seconds, rounded up. */
    public int targetDuration() {
        double longest = Stream.concat(
                        videos.stream().map(VideoTrack::track), sounds.stream().map(SoundTrack::track))
                .mapToDouble(PackedTrack::longest)
                .max()
                .orElse(1);
        return (int) Math.max(1, Math.ceil(longest - 1e-9));
    }

    /** Returns the length of the pictures in seconds. */
    public double seconds() {
        return cuts.start(cuts.count() - 1) + cuts.seconds(cuts.count() - 1);
    }

    /** Returns which sound is played unless another is asked for: the first that says so, or the first. */
    int usualSound() {
        for (int i = 0; i < sounds.size(); i++) {
            if (sounds.get(i).usual()) {
                return i;
            }
        }
        return 0;
    }

    /** Returns the peak bits per second of a video with the sound that takes most. */
    public long peakRate(VideoTrack video) {
        return Math.round(Math.ceil(video.track().peakRate(targetDuration())
                + sounds.stream()
                        .mapToDouble(sound -> sound.track().peakRate(targetDuration()))
                        .max()
                        .orElse(0)));
    }

    /** Returns the average bits per second of a video with the sound that takes most. */
    public long averageRate(VideoTrack video) {
        return Math.round(Math.ceil(video.track().averageRate()
                + sounds.stream()
                        .mapToDouble(sound -> sound.track().averageRate())
                        .max()
                        .orElse(0)));
    }
}
