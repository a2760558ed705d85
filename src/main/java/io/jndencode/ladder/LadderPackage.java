package io.jndencode.ladder;

import io.jndencode.file.TextFile;
import io.jndencode.ladder.playlist.DashManifest;
import io.jndencode.ladder.playlist.HlsPlaylists;
import io.jndencode.ladder.playlist.PackedLadder;
import io.jndencode.ladder.playlist.WebVtt;
import io.jndencode.media.VideoStream;
import io.jndencode.media.packaging.Cuts;
import io.jndencode.media.packaging.FinishedEncode;
import io.jndencode.media.packaging.Packager;
import io.jndencode.media.packaging.PackedTrack;
import io.jndencode.media.packaging.SoundTrack;
import io.jndencode.media.packaging.TextTrack;
import io.jndencode.media.packaging.VideoTrack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes everything players need into a folder.
 *
 * @param root the folder, which is empty
 * @param segmentSeconds the length wished for pieces
 * @param remarks receives one sentence for each stream that is left out
 */
record LadderPackage(Path root, double segmentSeconds, Consumer<String> remarks) {
    /**
     * Packages renditions.
     *
     * @param lead the encode that brings the sound and the subtitles
     */
    PackedLadder of(List<Rendition> renditions, FinishedEncode lead) {
        List<FinishedEncode.Times> times =
                renditions.stream().map(rendition -> rendition.encode().times()).toList();
        Cuts cuts = CutChoice.of(times, segmentSeconds);
        List<String> left = new ArrayList<>();
        Packager packager = new Packager(root, cuts, left);
        List<VideoTrack> videos = new ArrayList<>();
        for (int i = 0; i < renditions.size(); i++) {
            Rendition rendition = renditions.get(i);
            VideoTrack.Rates rates = rates(rendition.picture().video(), times.get(i));
            videos.add(packager.video(rendition.encode(), rendition.rung().name(), rates));
        }
        PackedLadder ladder = new PackedLadder(cuts, videos, packager.sounds(lead), packager.texts(lead));
        left.forEach(remarks);
        write(ladder);
        return ladder;
    }

    private static VideoTrack.Rates rates(VideoStream video, FinishedEncode.Times times) {
        return new VideoTrack.Rates(
                video.timing().frameRate(),
                video.timing().variableFrameRate()
                        ? times.highestRate()
                        : video.timing().frameRate());
    }

    private void write(PackedLadder ladder) {
        HlsPlaylists hls = new HlsPlaylists(ladder);
        TextFile.write(root.resolve(HlsPlaylists.MASTER), hls.master());
        for (VideoTrack video : ladder.videos()) {
            write(video.track(), HlsPlaylists.MEDIA, hls.media(video.track()));
            write(video.track(), HlsPlaylists.KEY_FRAMES, hls.keyFrames(video.track()));
        }
        for (SoundTrack sound : ladder.sounds()) {
            write(sound.track(), HlsPlaylists.MEDIA, hls.media(sound.track()));
        }
        for (TextTrack track : ladder.texts()) {
            Path folder = Packager.folder(root, track.folder());
            TextFile.write(folder.resolve(HlsPlaylists.MEDIA), hls.texts());
            TextFile.write(folder.resolve(WebVtt.WHOLE), WebVtt.whole(track));
            for (int piece = 0; piece < ladder.cuts().count(); piece++) {
                TextFile.write(folder.resolve(WebVtt.file(piece)), WebVtt.piece(track, ladder.cuts(), piece));
            }
        }
        TextFile.write(root.resolve(DashManifest.NAME), new DashManifest(ladder).text());
    }

    private void write(PackedTrack track, String name, String text) {
        TextFile.write(root.resolve(track.folder()).resolve(name), text);
    }
}
