package io.jndencode.label.metric;

import io.jndencode.JndException;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.quality.rule.MetricJndModel;
import java.nio.file.Files;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The clips of a dataset that earlier runs labelled and this run does not label again. They stay in the dataset, and their levels are
 * written together with the new ones.
 *
 * @param options options of this run
 * @param layout the dataset's folders
 * @param journal record of finished work
 */
record KeptClips(MetricLabelOptions options, DatasetLayout layout, LabelJournal journal) {
    /** Returns the clips whose pictures all exist; of two clips with the same pictures, the later one. */
    List<LabelledClip> beside(Collection<Clip> now) {
        Map<String, LabelledClip> kept = new LinkedHashMap<>();
        for (LabelledClip labelled : journal.done()) {
            kept.remove(key(labelled.run()));
            if (!MetricLabelManifest.frames(labelled).isEmpty() && isThere(labelled)) {
                kept.put(key(labelled.run()), labelled);
            }
        }
        now.forEach(run -> kept.remove(key(run)));
        return List.copyOf(kept.values());
    }

    /** Refuses, before anything is encoded, to combine old and new clips that do not make a sound dataset. */
    void check(List<LabelledClip> kept) {
        for (LabelledClip labelled : kept) {
            if (!isBy(options.rule(), labelled.rule())) {
                throw refused(labelled, "another rule");
            }
            boolean coded = labelled.encodes() > labelled.curve().size();
            if (coded != options.coded()) {
                throw refused(labelled, coded ? "pictures at JND quality (no --plain)" : "--plain");
            }
        }
    }

    private JndException.Usage refused(LabelledClip labelled, String how) {
        return new JndException.Usage(
                "%s holds shots of %s that were labelled with %s: give the same options as then, or name another folder with --out"
                        .formatted(options.out(), labelled.run().file(), how));
    }

    private static boolean isBy(MetricJndModel rule, String fingerprint) {
        return fingerprint.equals(rule.fingerprint()) || fingerprint.equals(rule.shortFingerprint());
    }

    private boolean isThere(LabelledClip labelled) {
        return MetricLabelManifest.frames(labelled).stream()
                .map(frame -> layout.root()
                        .resolve(labelled.split())
                        .resolve(MetricLabelManifest.name(labelled.run(), frame)))
                .allMatch(Files::exists);
    }

    private static String key(Clip run) {
        return run.file() + "/" + run.mark();
    }
}
