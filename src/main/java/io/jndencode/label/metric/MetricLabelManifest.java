package io.jndencode.label.metric;

import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.LevelsFile;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.NaturalOrder;
import io.jndencode.dataset.Split;
import io.jndencode.file.FileName;
import io.jndencode.file.WholeFile;
import io.jndencode.jnd.JndLevels;
import io.jndencode.label.LabelWeights;
import io.jndencode.media.CodingCost;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the files that describe a dataset of metric labels: the levels of its pictures, and the manifest with every curve. */
final class MetricLabelManifest {
    /** Description of these labels for the model card. */
    private static final String LABELS = "metric-JND: jnd-encode label, rule %s, H.264 CQP up to 720p";

    /** Approximate error of the rule, in QP, on sources it was not fitted to; see docs/labels.md. */
    private static final double SPREAD = 1.5;

    private final MetricLabelOptions options;
    private final DatasetLayout layout;

    MetricLabelManifest(MetricLabelOptions options, DatasetLayout layout) {
        this.options = options;
        this.layout = layout;
    }

    static List<Integer> chosen(Clip run, MetricLabelOptions options) {
        int wanted = run instanceof Clip.OfVideo ? options.pictures() : Math.max(1, options.pictures() / 2);
        return ClipSampler.chosen(run.frames(), wanted);
    }

    /** Returns the frames of a labelled clip that are pictures of the dataset, whichever run of the program made them. */
    static List<Integer> frames(LabelledClip labelled) {
        return ClipSampler.chosen(labelled.run().frames(), labelled.probes().size());
    }

    static String name(Clip run, int frame) {
        return FileName.of(
                "", run.file().replace('.', '_'), String.format(Locale.ROOT, "_%s_f%02d.png", run.mark(), frame));
    }

    void write(List<LabelledClip> runs) throws IOException {
        List<Manifest.Entry> entries = new ArrayList<>();
        for (int number = 0; number < runs.size(); number++) {
            List<Integer> frames = frames(runs.get(number));
            for (int at = 0; at < frames.size(); at++) {
                entries.add(entry(
                        number,
                        runs.get(number),
                        frames.get(at),
                        runs.get(number).probes().get(at)));
            }
        }
        NaturalOrder natural = new NaturalOrder();
        for (Split split : Split.values()) {
            List<JndLevels> rows = entries.stream()
                    .filter(entry -> entry.split().equals(split.folder()))
                    .sorted((a, b) -> natural.compare(a.name(), b.name()))
                    .map(entry -> JndLevels.ofLabel(entry.jnd1(), entry.jnd2(), entry.jnd3()))
                    .toList();
            LevelsFile.write(layout.levels(split), rows);
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("schema", Manifest.SCHEMA);
        whole.put("labels", LABELS.formatted(options.rule().fingerprint()));
        whole.put("madeWith", Map.of("ffmpeg", FfmpegNatives.ffmpegVersion()));
        whole.put("rule", options.rule());
        whole.put("pictures", entries);
        whole.put("shots", runs);
        String text = Json.pretty(whole);
        WholeFile.write(layout.manifest(), beside -> Files.writeString(beside, text));
    }

    private Manifest.Entry entry(int number, LabelledClip labelled, int frame, CodingCost probe) {
        Clip run = labelled.run();
        boolean pan = run instanceof Clip.OfPicture;
        double weight = LabelWeights.DEFAULT.of(SPREAD) * (pan ? LabelWeights.DEFAULT.pictures() : 1);
        return new Manifest.Entry(
                name(run, frame),
                labelled.split(),
                run.file(),
                options.groups().group(run.file()),
                number,
                frame,
                pan ? "pan" : "video",
                rounded(labelled.levels().jnd1()),
                rounded(labelled.levels().jnd2()),
                rounded(labelled.levels().jnd3()),
                SPREAD,
                weight,
                probe);
    }

    private static double rounded(double qp) {
        return Math.round(qp * 100) / 100.0;
    }
}
