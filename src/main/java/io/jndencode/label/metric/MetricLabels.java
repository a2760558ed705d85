package io.jndencode.label.metric;

import io.jndencode.BoundedTasks;
import io.jndencode.JndException;
import io.jndencode.dataset.DatasetFolder;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.DatasetShortage;
import io.jndencode.dataset.NaturalOrder;
import io.jndencode.dataset.Split;
import io.jndencode.label.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Labels the user's videos and pictures: finds shots, encodes each at a few constant QPs, measures them, derives the levels by the rule,
 * and writes the dataset layout that training reads.
 *
 * <p>Several shots are labelled at once; the result does not depend on how many. Every finished shot is in the journal, so an interrupted
 * run continues when started again.
 */
public final class MetricLabels {
    private final MetricLabelOptions options;
    private final DatasetLayout layout;
    private final LabelJournal journal;
    private final KeptClips kept;

    /**
     * The result.
     *
     * @param shots number of shots in the dataset
     * @param made how many of them this run labelled
     * @param measured number of measured encodes of all shots in the dataset
     * @param encodes number of all encodes, including those for the pictures at JND quality
     * @param left sources that cannot be labelled and were left out, each with the reason
     */
    public record Outcome(int shots, int made, int measured, int encodes, List<String> left) {
        public Outcome {
            left = List.copyOf(left);
        }
    }

    public MetricLabels(MetricLabelOptions options) {
        this.options = options;
        this.layout = new DatasetLayout(options.out());
        this.journal = new LabelJournal(journal(options.out()));
        this.kept = new KeptClips(options, layout, journal);
    }

    /** Returns the path of a dataset's journal. */
    public static Path journal(Path out) {
        return out.resolve("journal.ndjson");
    }

    /** Labels what is not labelled yet, and writes labels and manifest; the listener receives a line per shot. */
    public Outcome run(Consumer<String> listener) {
        Map<String, Path> sources = sources();
        try (journal;
                BoundedTasks tasks = new BoundedTasks("jnd-label", "labelling", options.workers(), Integer.MAX_VALUE)) {
            Files.createDirectories(options.out());
            new DatasetFolder(layout).create();
            List<String> left = new ArrayList<>();
            Map<String, Split> hoped = dealt(sources.keySet());
            List<String> said = shortage().parts(List.copyOf(hoped.keySet()), List.copyOf(hoped.values()));
            said.forEach(listener);
            List<Clip> runs = choose(tasks, sources, left);
            Map<String, Split> splits = dealt(runs.stream().map(Clip::file).toList());
            shortage(runs, splits).stream().filter(line -> !said.contains(line)).forEach(listener);
            ClipLabeller labelling = new ClipLabeller(options, layout, journal, sources, splits);
            AtomicInteger done = new AtomicInteger();
            List<ClipLabeller.Result> results = all(tasks, runs, run -> {
                        Optional<ClipLabeller.Result> result = label(labelling, run, left);
                        synchronized (listener) {
                            tell(listener, done.incrementAndGet(), runs.size(), result);
                        }
                        return result;
                    })
                    .stream()
                    .flatMap(Optional::stream)
                    .toList();
            List<LabelledClip> labelled =
                    whole(results.stream().map(ClipLabeller.Result::labelled).toList());
            new MetricLabelManifest(options, layout).write(labelled);
            return new Outcome(
                    labelled.size(),
                    (int) results.stream().filter(ClipLabeller.Result::made).count(),
                    labelled.stream().mapToInt(run -> run.curve().size()).sum(),
                    labelled.stream().mapToInt(LabelledClip::encodes).sum(),
                    left.stream().sorted().toList());
        } catch (IOException e) {
            throw new JndException.Encode("The dataset %s cannot be written.".formatted(options.out()), e);
        }
    }

    private static void tell(Consumer<String> listener, int number, int of, Optional<ClipLabeller.Result> result) {
        result.filter(ClipLabeller.Result::made)
                .map(made -> made.labelled().run())
                .ifPresent(
                        run -> listener.accept("%d of %d shots: %s %s".formatted(number, of, run.file(), run.mark())));
    }

    /** Labels a source; a damaged one loses its own shots, not those of others. */
    private static Optional<ClipLabeller.Result> label(ClipLabeller labelling, Clip run, List<String> left)
            throws IOException {
        try {
            return Optional.of(labelling.label(run));
        } catch (JndException.Input e) {
            leave(left, e.getMessage());
            return Optional.empty();
        }
    }

    private static void leave(List<String> left, @Nullable String reason) {
        synchronized (left) {
            left.add(String.valueOf(reason));
        }
    }

    /** Returns the files by their names. */
    private Map<String, Path> sources() {
        List<Path> files = new ArrayList<>();
        for (Path input : options.inputs()) {
            files.addAll(Files.isDirectory(input) ? inside(input) : List.of(input));
        }
        Map<String, Path> sources = SourceFiles.byName(files);
        if (sources.isEmpty()) {
            throw new JndException.Input("there is nothing to label in " + options.inputs());
        }
        return sources;
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .toList();
        } catch (IOException e) {
            throw new JndException.Input("the folder " + folder + " cannot be read", e);
        }
    }

    /** Returns the clips this run labelled together with those that only earlier runs did. */
    private List<LabelledClip> whole(List<LabelledClip> now) {
        NaturalOrder natural = new NaturalOrder();
        return Stream.concat(
                        now.stream(),
                        kept.beside(now.stream().map(LabelledClip::run).toList()).stream())
                .sorted((a, b) -> natural.compare(a.run().file(), b.run().file()))
                .toList();
    }

    /** Assigns whole groups of sources to the parts; a source with finished clips stays in its part, and so does its group. */
    private Map<String, Split> dealt(Collection<String> given) {
        Set<String> names = new LinkedHashSet<>(given);
        Map<String, Split> before = new LinkedHashMap<>();
        for (LabelledClip done : journal.done()) {
            names.add(done.run().file());
            before.putIfAbsent(options.groups().group(done.run().file()), Split.of(done.split()));
        }
        Map<String, Split> groups = options.groups().deal(List.copyOf(names), before);
        Map<String, Split> splits = new LinkedHashMap<>();
        for (String name : names) {
            Split split = groups.getOrDefault(options.groups().group(name), Split.TRAIN);
            splits.put(name, journal.split(name).map(Split::of).orElse(split));
        }
        return splits;
    }

    private DatasetShortage shortage() {
        return new DatasetShortage(options.groups(), "sources");
    }

    /** Returns what the dataset will lack; refuses old and new clips that cannot be combined. */
    private List<String> shortage(List<Clip> runs, Map<String, Split> splits) {
        List<LabelledClip> old = kept.beside(runs);
        kept.check(old);
        Set<String> places = new HashSet<>();
        List<String> files = new ArrayList<>();
        for (Clip run : runs) {
            files.add(run.file());
            String split = Objects.requireNonNull(splits.get(run.file())).folder();
            MetricLabelManifest.chosen(run, options)
                    .forEach(frame -> places.add(DatasetFolder.place(split, MetricLabelManifest.name(run, frame))));
        }
        for (LabelledClip labelled : old) {
            files.add(labelled.run().file());
            MetricLabelManifest.frames(labelled)
                    .forEach(frame -> places.add(
                            DatasetFolder.place(labelled.split(), MetricLabelManifest.name(labelled.run(), frame))));
        }
        new DatasetFolder(layout).refuseLoss(places);
        List<String> lines = new ArrayList<>(shortage()
                .parts(
                        List.copyOf(splits.keySet()),
                        files.stream()
                                .map(file -> Objects.requireNonNull(splits.get(file)))
                                .toList()));
        lines.addAll(shortage()
                .shots(
                        files.size(),
                        files.stream().map(options.groups()::group).distinct().count()));
        return lines;
    }

    private List<Clip> choose(BoundedTasks tasks, Map<String, Path> sources, List<String> left) {
        ClipSampler finder = new ClipSampler(options.maxShots());
        return all(
                        tasks,
                        List.copyOf(sources.entrySet()),
                        source -> chosen(finder, source.getKey(), source.getValue(), left))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Clip> chosen(ClipSampler finder, String name, Path file, List<String> left) throws IOException {
        String how = "up to %d shots".formatted(options.maxShots());
        long bytes = Files.size(file);
        LabelJournal.Choice choice = journal.choice(name, how, bytes).orElse(null);
        if (choice == null) {
            try {
                choice = new LabelJournal.Choice(name, how, bytes, finder.find(file));
            } catch (JndException.Input e) {
                leave(left, e.getMessage());
                return List.of();
            }
            journal.add(choice);
        }
        if (choice.runs().isEmpty()) {
            leave(left, file + " has no shot of twelve frames, or is smaller than 64 pixels");
        }
        return choice.runs();
    }

    /** The work on one item. */
    @FunctionalInterface
    private interface Step<A, B> {
        B of(A item) throws IOException;
    }

    /** Returns one result per item, in the order of the items. */
    private static <A, B> List<B> all(BoundedTasks tasks, List<A> items, Step<A, B> step) {
        Map<Integer, B> results = new ConcurrentSkipListMap<>();
        for (int i = 0; i < items.size(); i++) {
            int number = i;
            tasks.submit("labelling", () -> results.put(number, step.of(items.get(number))));
        }
        tasks.finish();
        return List.copyOf(results.values());
    }
}
