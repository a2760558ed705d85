package io.jndencode.cli.encode;

import io.jndencode.JndException;
import io.jndencode.Stopwatch;
import io.jndencode.cli.view.JsonLine;
import io.jndencode.job.series.Episode;
import io.jndencode.job.series.SharedLevels;
import io.jndencode.media.MediaInfo;
import io.jndencode.plan.sidecar.SidecarFile;
import io.jndencode.text.Counted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The first half of a batch whose like shots get like levels: all videos are analysed before the first of them is planned. */
final class SeriesBatch {
    private final VideoTask.Options manner;
    private final Batch batch;
    private final UnaryOperator<MediaInfo> looked;

    /** @param looked returns a video as it is to be read, from its probe */
    SeriesBatch(VideoTask.Options manner, Batch batch, UnaryOperator<MediaInfo> looked) {
        this.manner = manner;
        this.batch = batch;
        this.looked = looked;
    }

    /**
     * Analyses videos and returns those that can go on, with their levels. A failure is told and does not stop the others.
     *
     * @param encoded sidecars of videos of the batch that are encoded already
     */
    List<VideoTask.Ready> analyse(List<VideoTask.Ready> tasks, List<Path> encoded) {
        List<VideoTask.Ready> analysed = new ArrayList<>();
        List<Episode> episodes = new ArrayList<>();
        int left = tasks.size();
        for (VideoTask.Ready ready : tasks) {
            int behind = --left;
            if (!batch.interrupted()) {
                batch.looksAt(ready.task().input(), () -> {
                            MediaInfo source = looked.apply(ready.source());
                            episodes.add(one(ready.task(), source, behind));
                            return source;
                        })
                        .ifPresent(source -> analysed.add(new VideoTask.Ready(ready.task(), source)));
            }
        }
        encoded.forEach(sidecar -> settled(sidecar, episodes));
        SharedLevels levels = SharedLevels.of(episodes);
        tell(levels);
        List<VideoTask.Ready> going = new ArrayList<>();
        for (int i = 0; i < analysed.size(); i++) {
            going.add(new VideoTask.Ready(
                    analysed.get(i).task(),
                    analysed.get(i).source(),
                    levels.episodes().get(i)));
        }
        return going;
    }

    private Episode one(VideoTask task, MediaInfo source, int left) {
        Stopwatch watch = manner.console().stopwatch();
        Episode episode = task.analyse(manner, source);
        if (manner.progress().json()) {
            manner.console()
                    .result(new JsonLine()
                            .put("type", "analysed")
                            .put("input", task.input().toString())
                            .put("shots", episode.shots().size())
                            .put("seconds", watch.seconds(), 3)
                            .line());
        }
        say(String.format(
                Locale.ROOT,
                "analysed %s: %s in %.1f s, %d to go",
                task.input(),
                Counted.of(episode.shots().size(), "shot"),
                watch.seconds(),
                left));
        return episode;
    }

    /** Adds a video that is encoded, if its sidecar tells what its shots look like. */
    private void settled(Path sidecar, List<Episode> episodes) {
        Episode episode;
        try {
            episode = Episode.encoded(SidecarFile.read(sidecar));
        } catch (JndException.Usage e) {
            say("no shots are compared with those of " + sidecar + ": " + e.getMessage());
            return;
        }
        if (episode.shots().isEmpty()) {
            say("no shots are compared with those of " + sidecar + ", which was made without --consistent");
        }
        episodes.add(episode);
    }

    private void tell(SharedLevels levels) {
        if (manner.progress().json()) {
            manner.console()
                    .result(new JsonLine()
                            .put("type", "series")
                            .put("videos", levels.episodes().size())
                            .put("shots", levels.shots())
                            .put("alike", levels.alike())
                            .put("groups", levels.groups())
                            .put("deviation", levels.deviation(), 2)
                            .line());
        }
        if (levels.groups() == 0) {
            say("of " + Counted.of(levels.shots(), "shot") + " none is like another");
            return;
        }
        say(String.format(
                Locale.ROOT,
                "%d of %s are like others: %s of levels for them, whose own JND1 had a standard deviation of %.2f QP",
                levels.alike(),
                Counted.of(levels.shots(), "shot"),
                Counted.of(levels.groups(), "set"),
                levels.deviation()));
    }

    private void say(String sentence) {
        if (!manner.common().quiet()) {
            manner.console().say("jnd-encode: " + sentence);
        }
    }
}
