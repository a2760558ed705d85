package io.jndencode.label.pseudo;

import io.jndencode.JndException;
import io.jndencode.dataset.DatasetFolder;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.Split;
import io.jndencode.file.FileName;
import io.jndencode.jnd.FrameLevels;
import io.jndencode.jnd.InputSpec;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.JndLevels;
import io.jndencode.jnd.inference.FramePair;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.label.SourceFiles;
import io.jndencode.media.BgrImage;
import io.jndencode.media.CodingCost;
import io.jndencode.media.VideoStream;
import io.jndencode.media.compare.ConstantQpRoundTrip;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.modelinput.ProbeCost;
import io.jndencode.media.read.PictureWriter;
import io.jndencode.model.InputSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes a dataset of many pictures with pseudo-labels: the levels a model gives them, which nobody measured. Each picture has its previous
 * frame, the figures of a trial encode and, if wanted, itself coded at the QP of each level.
 *
 * <p>Every finished picture is in the journal, so an interrupted run continues when started again.
 */
public final class PseudoLabels {
    /** What the labels of such a dataset begin with. */
    public static final String PSEUDO = "pseudo-labels";

    /** Weight of every picture: the model's errors are alike. */
    private static final double WEIGHT = 1;

    private final PseudoOptions options;
    private final DatasetLayout layout;
    private final PseudoJournal journal;

    /**
     * The result.
     *
     * @param pictures in the dataset
     * @param made how many of them this run made
     * @param left sources and takes of which nothing was made, with the reason
     */
    public record Outcome(int pictures, int made, List<String> left) {
        public Outcome {
            left = List.copyOf(left);
        }
    }

    public PseudoLabels(PseudoOptions options) {
        this.options = options;
        this.layout = new DatasetLayout(options.out());
        this.journal = new PseudoJournal(layout);
    }

    /** Makes what is missing, and writes levels and manifest; the listener receives a line per source. */
    public Outcome run(Consumer<String> listener) {
        Map<String, Path> named = SourceFiles.byName(options.sources());
        List<Path> sources = List.copyOf(named.values());
        Map<String, Split> splits = options.groups().deal(List.copyOf(named.keySet()));
        TakeSampler sampler = new TakeSampler(options.groups().seed(), options.perVideo(), options.perPicture());
        List<Manifest.Entry> entries = new ArrayList<>();
        List<String> left = new ArrayList<>();
        try (journal;
                JndModel model = JndModel.load(options.model(), 1)) {
            DatasetFolder folder = new DatasetFolder(layout);
            folder.refuseLoss(places(sources, splits, sampler));
            refuseOtherSize();
            folder.create();
            for (int i = 0; i < sources.size(); i++) {
                Path source = sources.get(i);
                int first = entries.size();
                try {
                    label(source, split(source, splits), sampler, model, entries, left);
                } catch (JndException.Input e) {
                    left.add(String.valueOf(e.getMessage()));
                }
                listener.accept("%d of %d sources, %d pictures: %s"
                        .formatted(i + 1, sources.size(), entries.size() - first, name(source)));
            }
            folder.write(labels(model), entries);
        } catch (IOException e) {
            throw new JndException.Encode("The dataset %s cannot be written.".formatted(options.out()), e);
        }
        return new Outcome(entries.size(), journal.added(), left);
    }

    /** Pictures of two sizes in one dataset would show detail that depends on when they were made. */
    private void refuseOtherSize() {
        InputSize wanted = options.size();
        journal.any().ifPresent(file -> {
            VideoStream.Geometry found = MediaProbe.probe(file).video().geometry();
            if (found.width() != wanted.width() || found.height() != wanted.height()) {
                throw new JndException.Usage(
                        "%s holds pictures of %dx%d, and --size is %dx%d: give that size, or another folder with --out"
                                .formatted(
                                        options.out(), found.width(), found.height(), wanted.width(), wanted.height()));
            }
        });
    }

    private Split split(Path source, Map<String, Split> splits) {
        return splits.getOrDefault(options.groups().group(name(source)), Split.TRAIN);
    }

    private Set<String> places(List<Path> sources, Map<String, Split> splits, TakeSampler sampler) {
        Set<String> places = new HashSet<>();
        for (Path source : sources) {
            for (int i = 0; i < sampler.count(source); i++) {
                Place place = new Place(source, split(source, splits), i, 0);
                places.add(DatasetFolder.place(place.split().folder(), place.picture()));
            }
        }
        return places;
    }

    private static String labels(JndModel model) {
        return "%s by %s (SHA-256 %s), nothing measured; that model learnt from: %s"
                .formatted(
                        PSEUDO,
                        model.card().name(),
                        model.sha256().substring(0, 16),
                        model.card().labels());
    }

    private void label(
            Path source,
            Split split,
            TakeSampler sampler,
            JndModel model,
            List<Manifest.Entry> entries,
            List<String> left)
            throws IOException {
        int count = sampler.count(source);
        List<Take> takes = null;
        for (int i = 0; i < count; i++) {
            Place place = new Place(source, split, i, entries.size());
            Manifest.Entry known = journal.of(place.picture(), options.coded());
            if (known == null) {
                takes = takes == null ? sampler.of(source) : takes;
                if (takes.isEmpty()) {
                    throw new JndException.Input(source + " has no shot long enough, or is smaller than 128 pixels");
                }
                try {
                    known = make(place, takes.get(i), model);
                } catch (JndException.Input e) { // where frames are uneven in time, a take may reach past the end
                    left.add(place.picture() + ": " + e.getMessage());
                    continue;
                }
                journal.add(known);
            }
            entries.add(place.numbered(known));
        }
    }

    /** Where a take of a source goes; every picture is a shot of its own. */
    private record Place(Path source, Split split, int take, int number) {
        String picture() {
            return FileName.of("", name(source).replace('.', '_'), String.format(Locale.ROOT, "_pseudo%03d.png", take));
        }

        Manifest.Entry numbered(Manifest.Entry entry) {
            return new Manifest.Entry(
                    entry.name(),
                    split.folder(),
                    entry.source(),
                    entry.group(),
                    number,
                    entry.frame(),
                    entry.tag(),
                    entry.jnd1(),
                    entry.jnd2(),
                    entry.jnd3(),
                    entry.spread(),
                    entry.weight(),
                    entry.trial());
        }
    }

    private Manifest.Entry make(Place place, Take take, JndModel model) throws IOException {
        int at = Take.FRAMES - 1;
        try (ConstantQpRoundTrip frames = take.open()) {
            CodingCost cost = frames.probe(at);
            FrameLevels answer = answer(frames, cost, model);
            Split split = place.split();
            PictureWriter.png(picture(frames, at), layout.pictures(split).resolve(place.picture()));
            PictureWriter.png(picture(frames, at - 1), layout.previous(split).resolve(place.picture()));
            if (options.coded()) {
                writeCoded(place, frames, answer.levels());
            }
            return entry(place, take, answer, cost);
        }
    }

    private BgrImage picture(ConstantQpRoundTrip frames, int at) {
        return frames.source(at, options.size().width(), options.size().height());
    }

    private static FrameLevels answer(ConstantQpRoundTrip frames, CodingCost cost, JndModel model) {
        InputSpec input = model.input();
        int at = Take.FRAMES - 1;
        BgrImage frame = frames.source(at, input.width(), input.height());
        BgrImage previous = frames.source(at - 1, input.width(), input.height());
        return model.levels(List.of(new FramePair(frame, previous, new ProbeCost(cost, 0, 0))))
                .get(0);
    }

    private void writeCoded(Place place, ConstantQpRoundTrip frames, JndLevels levels) throws IOException {
        for (JndLevel level : JndLevel.values()) {
            int qp = (int) Math.max(1, Math.min(51, Math.round(levels.of(level))));
            BgrImage coded = frames.encode(
                            qp,
                            number -> number == Take.FRAMES - 1,
                            options.size().width(),
                            options.size().height())
                    .frames()
                    .get(0);
            PictureWriter.png(coded, layout.coded(place.split(), level).resolve(place.picture()));
        }
    }

    private Manifest.Entry entry(Place place, Take take, FrameLevels answer, CodingCost cost) {
        JndLevels levels = answer.levels();
        return new Manifest.Entry(
                place.picture(),
                place.split().folder(),
                name(place.source()),
                options.groups().group(name(place.source())),
                place.number(),
                place.take(),
                take.tag(),
                rounded(levels.jnd1()),
                rounded(levels.jnd2()),
                rounded(levels.jnd3()),
                rounded(answer.spread().orElse(0)),
                WEIGHT,
                cost);
    }

    private static double rounded(double qp) {
        return Math.round(qp * 100) / 100.0;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
