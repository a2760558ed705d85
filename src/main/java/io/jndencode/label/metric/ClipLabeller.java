package io.jndencode.label.metric;

import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.JndLevels;
import io.jndencode.label.LabelImportOptions;
import io.jndencode.media.BgrImage;
import io.jndencode.media.compare.ConstantQpRoundTrip;
import io.jndencode.media.read.PictureWriter;
import io.jndencode.quality.CurveMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Labels one run of frames and writes its pictures. Safe for several threads at once. */
final class ClipLabeller {
    private final MetricLabelOptions options;
    private final DatasetLayout layout;
    private final LabelJournal journal;
    private final Map<String, Path> sources;
    private final Map<String, Split> splits;

    /** @param made whether anything had to be done */
    record Result(LabelledClip labelled, boolean made) {}

    /**
     * @param sources files by name
     * @param splits the part of the dataset each belongs to, by name
     */
    ClipLabeller(
            MetricLabelOptions options,
            DatasetLayout layout,
            LabelJournal journal,
            Map<String, Path> sources,
            Map<String, Split> splits) {
        this.options = options;
        this.layout = layout;
        this.journal = journal;
        this.sources = sources;
        this.splits = splits;
    }

    Result label(Clip run) throws IOException {
        Path source = Objects.requireNonNull(sources.get(run.file()));
        String rule = options.rule().fingerprint();
        long bytes = Files.size(source);
        Optional<LabelledClip> done = journal.labelled(run, bytes, options.rule());
        List<Integer> chosen = MetricLabelManifest.chosen(run, options);
        if (done.isPresent()
                && done.get().probes().size() == chosen.size()
                && pictures(done.get()).stream().allMatch(Files::exists)) {
            return new Result(done.get(), false);
        }
        try (ConstantQpRoundTrip frames = run.open(source)) {
            LevelSearch found = LevelSearch.run(new CurveMeter(frames), options.rule());
            int coded = options.coded() ? JndLevel.values().length : 0;
            LabelledClip labelled = new LabelledClip(
                    run,
                    bytes,
                    rule,
                    Objects.requireNonNull(splits.get(run.file())).folder(),
                    found.levels(),
                    found.curve(),
                    found.content(),
                    found.curve().size() + coded,
                    chosen.stream().map(frames::probe).toList());
            write(labelled, frames);
            journal.add(labelled);
            return new Result(labelled, true);
        }
    }

    private void write(LabelledClip labelled, ConstantQpRoundTrip frames) throws IOException {
        int width = LabelImportOptions.WIDTH;
        int height = LabelImportOptions.HEIGHT;
        List<Integer> chosen = MetricLabelManifest.chosen(labelled.run(), options);
        for (int frame : chosen) {
            PictureWriter.png(frames.source(frame, width, height), picture(labelled, frame));
            PictureWriter.png(frames.source(Math.max(0, frame - 1), width, height), previous(labelled, frame));
        }
        if (!options.coded()) {
            return;
        }
        for (JndLevel level : JndLevel.values()) {
            List<BgrImage> decoded = frames.encode(qp(labelled.levels(), level), chosen::contains, width, height)
                    .frames();
            for (int i = 0; i < chosen.size(); i++) {
                PictureWriter.png(decoded.get(i), coded(labelled, level, chosen.get(i)));
            }
        }
    }

    private static int qp(JndLevels levels, JndLevel level) {
        return (int) Math.max(1, Math.min(51, Math.round(levels.of(level))));
    }

    private List<Path> pictures(LabelledClip labelled) {
        List<Path> files = new ArrayList<>();
        for (int frame : MetricLabelManifest.chosen(labelled.run(), options)) {
            files.add(picture(labelled, frame));
            files.add(previous(labelled, frame));
            if (options.coded()) {
                for (JndLevel level : JndLevel.values()) {
                    files.add(coded(labelled, level, frame));
                }
            }
        }
        return files;
    }

    private Path picture(LabelledClip labelled, int frame) {
        return layout.pictures(split(labelled)).resolve(MetricLabelManifest.name(labelled.run(), frame));
    }

    private Path previous(LabelledClip labelled, int frame) {
        return layout.previous(split(labelled)).resolve(MetricLabelManifest.name(labelled.run(), frame));
    }

    private Path coded(LabelledClip labelled, JndLevel level, int frame) {
        return layout.coded(split(labelled), level).resolve(MetricLabelManifest.name(labelled.run(), frame));
    }

    private static Split split(LabelledClip labelled) {
        return Split.of(labelled.split());
    }
}
