package io.jndencode.label;

import io.jndencode.JndException;
import io.jndencode.dataset.DatasetFolder;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.DatasetShortage;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.Split;
import io.jndencode.file.FileName;
import io.jndencode.jnd.JndLevel;
import io.jndencode.math.EvenSpread;
import io.jndencode.media.BgrImage;
import io.jndencode.media.compare.ConstantQpRoundTrip;
import io.jndencode.media.read.PictureWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Turns tables of labelled shots into the dataset layout that training reads.
 *
 * <p>Of every shot a few frames become pictures; with {@code coded}, the whole shot is encoded at each of its three QPs
 * as its label was measured, and the same frames of the decoded encodes become the pictures at JND quality. Pictures
 * that exist are kept, so a run that was stopped goes on where it was.
 */
public final class LabelImport {
    /** What these labels are, for the manifest and the model card. */
    public static final String LABELS = "metric-JND: SUR network + VMAF, H.264 CQP 720p";

    private final LabelImportOptions options;
    private final DatasetLayout layout;
    private final Map<String, Split> splits;
    private final List<LabelledShot> shots;
    private final ProbeCache probes;

    /** One shot is done: {@code done} of {@code of}. */
    public record Progress(int done, int of, String file, boolean made) {}

    public LabelImport(LabelImportOptions options) {
        this.options = options;
        this.layout = new DatasetLayout(options.out());
        this.shots = options.tables().stream()
                .flatMap(table -> LabelTable.read(table).stream())
                .toList();
        this.probes = new ProbeCache(layout);
        this.splits = options.groups()
                .deal(shots.stream().map(shot -> shot.label().file()).toList());
    }

    /** What the dataset will lack for training, a sentence each. */
    public List<String> shortage() {
        DatasetShortage shortage = new DatasetShortage(options.groups(), "shots of other sources");
        List<String> files = shots.stream().map(shot -> shot.label().file()).toList();
        List<String> lines = new ArrayList<>(
                shortage.parts(files, shots.stream().map(this::split).toList()));
        lines.addAll(shortage.shots(
                files.size(),
                files.stream().map(options.groups()::group).distinct().count()));
        return lines;
    }

    private Set<String> places() {
        Set<String> places = new HashSet<>();
        for (int number = 0; number < shots.size(); number++) {
            for (int frame : chosen(shots.get(number))) {
                places.add(DatasetFolder.place(split(shots.get(number)).folder(), name(number, frame)));
            }
        }
        return places;
    }

    /** Makes what is missing and writes labels and manifest; reports every shot. */
    public Manifest run(Consumer<Progress> listener) {
        List<Manifest.Entry> entries = new ArrayList<>();
        try {
            DatasetFolder folder = new DatasetFolder(layout);
            folder.refuseLoss(places());
            folder.create();
            for (int i = 0; i < shots.size(); i++) {
                boolean made = make(i);
                entries.addAll(entries(i));
                listener.accept(
                        new Progress(i + 1, shots.size(), shots.get(i).label().file(), made));
            }
            return folder.write(LABELS, entries);
        } catch (IOException e) {
            throw new JndException.Encode("The dataset %s cannot be written.".formatted(options.out()), e);
        }
    }

    private boolean make(int number) throws IOException {
        LabelledShot shot = shots.get(number);
        List<Integer> chosen = chosen(shot);
        boolean plain = chosen.stream()
                .allMatch(
                        frame -> Files.exists(picture(number, frame)) && Files.exists(previousPicture(number, frame)));
        List<JndLevel> levels = Stream.of(JndLevel.values())
                .filter(level -> options.coded())
                .filter(level -> !chosen.stream().allMatch(frame -> Files.exists(codedPicture(number, frame, level))))
                .toList();
        boolean tried = chosen.stream().allMatch(frame -> probes.has(name(number, frame)));
        if (plain && tried && levels.isEmpty()) {
            return false;
        }
        try (ConstantQpRoundTrip frames = new LabelledFrames(options.folders()).open(shot)) {
            for (int frame : chosen) {
                probes.put(name(number, frame), frames.probe(frame));
                PictureWriter.png(frames.source(frame, options.width(), options.height()), picture(number, frame));
                int before = Math.max(0, frame - 1);
                PictureWriter.png(
                        frames.source(before, options.width(), options.height()), previousPicture(number, frame));
            }
            for (JndLevel level : levels) {
                writeCoded(number, frames, level);
            }
        }
        return true;
    }

    private void writeCoded(int number, ConstantQpRoundTrip frames, JndLevel level) throws IOException {
        LabelledShot shot = shots.get(number);
        List<Integer> chosen = chosen(shot);
        int qp = (int) Math.round(shot.label().levels().of(level));
        List<BgrImage> decoded = frames.encode(qp, chosen::contains, options.width(), options.height())
                .frames();
        for (int i = 0; i < chosen.size(); i++) {
            PictureWriter.png(decoded.get(i), codedPicture(number, chosen.get(i), level));
        }
    }

    private List<Manifest.Entry> entries(int number) {
        LabelledShot shot = shots.get(number);
        LabelledShot.Label label = shot.label();
        return chosen(shot).stream()
                .map(frame -> new Manifest.Entry(
                        name(number, frame),
                        split(shot).folder(),
                        label.file(),
                        options.groups().group(label.file()),
                        number,
                        frame,
                        label.tag(),
                        label.levels().jnd1(),
                        label.levels().jnd2(),
                        label.levels().jnd3(),
                        label.spread(),
                        options.weights().of(shot),
                        probes.of(name(number, frame))))
                .toList();
    }

    /** Frames of the shot, evenly spread, none at its ends. */
    private List<Integer> chosen(LabelledShot shot) {
        int count = shot instanceof LabelledShot.OfVideo ? options.videoFrames() : options.pictureFrames();
        return EvenSpread.places(count, shot.frames());
    }

    private Split split(LabelledShot shot) {
        return splits.getOrDefault(options.groups().group(shot.label().file()), Split.TRAIN);
    }

    private Path picture(int number, int frame) {
        return layout.pictures(split(shots.get(number))).resolve(name(number, frame));
    }

    private Path previousPicture(int number, int frame) {
        return layout.previous(split(shots.get(number))).resolve(name(number, frame));
    }

    private Path codedPicture(int number, int frame, JndLevel level) {
        return layout.coded(split(shots.get(number)), level).resolve(name(number, frame));
    }

    /** Frames of the shot, not of the video: what the label counts in. */
    private String name(int number, int frame) {
        String file = shots.get(number).label().file();
        int dot = file.lastIndexOf('.');
        return FileName.of(
                String.format(Locale.ROOT, "shot%03d_", number),
                dot > 0 ? file.substring(0, dot) : file,
                String.format(Locale.ROOT, "_f%02d.png", frame));
    }
}
