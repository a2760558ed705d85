package io.jndencode.ladder;

import io.jndencode.encode.resume.BuildFolder;
import io.jndencode.encode.resume.Keys;
import io.jndencode.file.TextFile;
import io.jndencode.media.MediaInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The end of a ladder: chooses among the rungs that are encoded, packages them and gives the folder its name. Collects what is said on the way. */
final class LadderFinish {
    private final BuildFolder folder;
    private final double segmentSeconds;
    private final Consumer<LadderProgress> listener;
    private final List<String> warnings = new ArrayList<>();

    /** @param segmentSeconds the length wished for pieces */
    LadderFinish(BuildFolder folder, double segmentSeconds, Consumer<LadderProgress> listener) {
        this.folder = folder;
        this.segmentSeconds = segmentSeconds;
        this.listener = listener;
    }

    /** Tells what may surprise, once. */
    void warn(String message) {
        if (!warnings.contains(message)) {
            warnings.add(message);
            listener.accept(new LadderProgress.Warning(message));
        }
    }

    /**
     * Packages renditions.
     *
     * @param known rungs that were left out before
     * @param auto whether those not worth their place are left out too
     */
    LadderRecord of(List<Rendition> renditions, List<LadderRungs.Dropped> known, boolean auto) {
        List<LadderRungs.Dropped> dropped = new ArrayList<>(known);
        List<Rendition> chosen = auto ? worthTheirPlace(renditions, dropped) : renditions;
        listener.accept(new LadderProgress.Packaging());
        Path root = folder.anew("package");
        LadderPackage made = new LadderPackage(root, segmentSeconds, this::warn);
        LadderRecord record = LadderRecord.of(
                chosen, dropped, made.of(chosen, renditions.get(0).encode()), warnings);
        TextFile.write(root.resolve(LadderRecord.FILE), record.text());
        return record;
    }

    /** Gives the folder its name, unless the video has changed since. */
    void complete(Keys keys, MediaInfo source) {
        keys.source().check(source.file());
        folder.complete(folder.path().resolve("package"));
    }

    private List<Rendition> worthTheirPlace(List<Rendition> renditions, List<LadderRungs.Dropped> dropped) {
        DisplayQuality quality = new DisplayQuality(renditions.get(0));
        List<Rendition> measured =
                renditions.stream().map(each -> each.with(quality.of(each))).toList();
        RungSelection selection = RungSelection.of(measured.stream()
                .map(each -> new RungSelection.Measured(
                        each.rung(), each.videoBytes(), Objects.requireNonNullElse(each.xpsnr(), Double.NaN)))
                .toList());
        selection.dropped().forEach(each -> {
            dropped.add(each);
            listener.accept(new LadderProgress.Dropped(each));
        });
        return selection.kept().stream().map(measured::get).toList();
    }
}
