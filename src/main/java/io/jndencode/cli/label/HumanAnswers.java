package io.jndencode.cli.label;

import io.jndencode.JndException;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevel;
import io.jndencode.train.evaluate.ModelEvaluator;
import io.jndencode.train.evaluate.PeopleCheck;
import io.jndencode.train.evaluate.ShotScores;
import io.jndencode.train.lite.ValidationShot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What people said of a dataset's clips.
 *
 * @param layout the dataset
 * @param bySource a picture of each clip
 */
record HumanAnswers(DatasetLayout layout, Map<String, Manifest.Entry> bySource) {
    private static final String PEOPLE = "human:";
    private static final String QUALITY_FACTORS = "(100 - QF) / 2";

    HumanAnswers {
        bySource = Map.copyOf(bySource);
    }

    /** Reads them; refuses a dataset whose levels are no QPs that people gave. */
    static HumanAnswers of(DatasetLayout layout) {
        Manifest manifest = Manifest.read(layout.manifest());
        if (!manifest.labels().startsWith(PEOPLE) || manifest.labels().contains(QUALITY_FACTORS)) {
            throw new JndException.Model(
                    "%s holds levels of the kind \"%s\": nothing to compare QPs with; people's QPs are in what label videoset makes"
                            .formatted(layout.manifest(), manifest.labels()));
        }
        Map<String, Manifest.Entry> bySource = new HashMap<>();
        manifest.pictures().forEach(entry -> bySource.putIfAbsent(entry.source(), entry));
        return new HumanAnswers(layout, bySource);
    }

    /** Compares a model that knows none of these clips. */
    PeopleCheck check(Path model, int threads) {
        List<PeopleCheck.Clip> clips = new ArrayList<>();
        for (Split split : Split.values()) {
            if (Dataset.exists(layout, split)) {
                ShotScores scores =
                        ModelEvaluator.evaluate(model, layout, split, threads).scores();
                int jnd1 = scores.levels().indexOf(JndLevel.JND1);
                if (jnd1 < 0) {
                    throw new JndException.Model("the model " + model + " predicts no JND1");
                }
                scores.shots()
                        .forEach(shot ->
                                clips.add(clip(shot.source(), shot.predicted().get(jnd1))));
            }
        }
        return new PeopleCheck(clips);
    }

    /** Compares what nets without the clips' groups predicted. */
    PeopleCheck check(List<ValidationShot> shots) {
        return new PeopleCheck(shots.stream()
                .map(shot -> clip(shot.source(), shot.predicted().get(0)))
                .toList());
    }

    private PeopleCheck.Clip clip(String source, double predicted) {
        Manifest.Entry entry = Objects.requireNonNull(bySource.get(source), source);
        return new PeopleCheck.Clip(entry.group(), entry.jnd1(), predicted, entry.spread());
    }
}
