package io.jndencode.label.human;

import io.jndencode.JndException;
import io.jndencode.dataset.DatasetFolder;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.GroupSplitter;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevel;
import io.jndencode.label.LabelImport;
import io.jndencode.label.ProbeCache;
import io.jndencode.media.BgrImage;
import io.jndencode.media.read.PictureWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns a set that people judged into the dataset layout: a few frames of every item, and the same frames at the quality of its
 * three levels.
 *
 * <p>Pictures that exist are kept, so a run that was stopped goes on where it was.
 */
public final class HumanSetImport {
    private final HumanSet set;
    private final Target target;
    private final DatasetLayout layout;
    private final Map<String, Split> splits;
    private final ProbeCache probes;

    /**
     * Where it goes.
     *
     * @param out the dataset's folder
     * @param dealing how groups are dealt to the parts
     * @param width pictures' width
     * @param height pictures' height
     * @param plain whether the pictures at the quality of each level are left out
     */
    public record Target(Path out, GroupSplitter dealing, int width, int height, boolean plain) {}

    /**
     * What is imported.
     *
     * @param meaning what the levels are, for the manifest and the model card
     * @param items what was found
     */
    record HumanSet(String meaning, List<? extends HumanItem> items) {
        HumanSet {
            items = List.copyOf(items);
        }
    }

    private HumanSetImport(HumanSet set, Target target) {
        this.set = set;
        this.target = target;
        this.layout = new DatasetLayout(target.out());
        this.probes = new ProbeCache(layout);
        this.splits = target.dealing()
                .deal(set.items().stream().map(item -> item.label().group()).toList());
    }

    /** The clips of VideoSet. */
    public static HumanSetImport videoSet(VideoSet.Request request, Target target) {
        return new HumanSetImport(VideoSet.find(request), target);
    }

    /** The pictures of MCL-JCI: the folder with them, and the table of their levels. */
    public static HumanSetImport mclJci(Path folder, Path levels, Target target) {
        return new HumanSetImport(MclJci.find(folder, levels), target);
    }

    /** Makes what is missing and writes levels and manifest; reports every item. */
    public Manifest run(Consumer<LabelImport.Progress> listener) {
        DatasetFolder folder = new DatasetFolder(layout);
        List<Manifest.Entry> entries = new ArrayList<>();
        try {
            folder.refuseLoss(set.items().stream()
                    .flatMap(item -> item.frames().stream()
                            .map(frame -> DatasetFolder.place(split(item).folder(), name(item, frame))))
                    .collect(Collectors.toSet()));
            folder.create();
            for (HumanItem item : set.items()) {
                boolean made = make(item);
                item.frames().forEach(frame -> entries.add(entry(item, frame)));
                int done = set.items().indexOf(item) + 1;
                listener.accept(new LabelImport.Progress(done, set.items().size(), item.source(), made));
            }
            return folder.write(set.meaning(), entries);
        } catch (IOException e) {
            throw new JndException.Encode("The dataset %s cannot be written.".formatted(target.out()), e);
        }
    }

    private boolean make(HumanItem item) throws IOException {
        Path plain = layout.pictures(split(item));
        Path before = layout.previous(split(item));
        boolean made = false;
        if (missing(item, plain)) {
            write(item, item.plain(target.width(), target.height()), plain);
            made = true;
        }
        // A picture stands still: nothing comes before it.
        if (item instanceof VideoSetClip clip
                && (missing(item, before) || !item.frames().stream().allMatch(f -> probes.has(name(item, f))))) {
            writeBefore(clip, before);
            made = true;
        }
        for (JndLevel level : target.plain() ? new JndLevel[0] : JndLevel.values()) {
            Path coded = layout.coded(split(item), level);
            if (missing(item, coded)) {
                write(item, item.coded(level, target.width(), target.height()), coded);
                made = true;
            }
        }
        return made;
    }

    private void writeBefore(VideoSetClip item, Path folder) throws IOException {
        List<FrameBefore> seen = item.before(target.width(), target.height());
        for (int i = 0; i < seen.size(); i++) {
            String name = name(item, item.frames().get(i));
            probes.put(name, seen.get(i).probe());
            PictureWriter.png(seen.get(i).picture(), folder.resolve(name));
        }
    }

    private boolean missing(HumanItem item, Path folder) {
        return item.frames().stream().anyMatch(frame -> !Files.exists(folder.resolve(name(item, frame))));
    }

    private void write(HumanItem item, List<BgrImage> pictures, Path folder) throws IOException {
        for (int i = 0; i < pictures.size(); i++) {
            PictureWriter.png(
                    pictures.get(i), folder.resolve(name(item, item.frames().get(i))));
        }
    }

    private Manifest.Entry entry(HumanItem item, int frame) {
        HumanLabel label = item.label();
        return new Manifest.Entry(
                name(item, frame),
                split(item).folder(),
                item.source(),
                label.group(),
                label.number(),
                frame,
                "",
                label.levels().jnd1(),
                label.levels().jnd2(),
                label.levels().jnd3(),
                label.spread(),
                1,
                probes.of(name(item, frame)));
    }

    private Split split(HumanItem item) {
        return splits.getOrDefault(target.dealing().group(item.label().group()), Split.TRAIN);
    }

    private static String name(HumanItem item, int frame) {
        return String.format(Locale.ROOT, "src%03d_f%03d.png", item.label().number(), frame);
    }

    /** Files of a folder and those below it, in the order of their names. */
    static List<Path> files(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new JndException.Input("The folder %s is missing or cannot be read.".formatted(folder), e);
        }
    }
}
