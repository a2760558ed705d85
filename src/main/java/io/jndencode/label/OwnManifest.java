package io.jndencode.label;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.FileName;
import io.jndencode.WholeFile;
import io.jndencode.media.FfmpegNatives;
import io.jndencode.media.Trial;
import io.jndencode.train.DatasetLayout;
import io.jndencode.train.JndLevels;
import io.jndencode.train.LevelsFile;
import io.jndencode.train.Manifest;
import io.jndencode.train.NaturalOrder;
import io.jndencode.train.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what says what a dataset of own labels is: the levels of its pictures, and the manifest with every curve. */
final class OwnManifest {
    /** What these labels are, for the model card. */
    private static final String LABELS = "metric-JND: jnd-encode label, rule %s, H.264 CQP up to 720p";

    /** QPs by which the rule misses labels of sources it was not fitted to, about; see docs/labels.md. */
    private static final double SPREAD = 1.5;

    private final OwnLabelOptions options;
    private final DatasetLayout layout;

    OwnManifest(OwnLabelOptions options, DatasetLayout layout) {
        this.options = options;
        this.layout = layout;
    }

    static List<Integer> chosen(LabelRun run, OwnLabelOptions options) {
        int wanted = run instanceof LabelRun.OfVideo ? options.pictures() : Math.max(1, options.pictures() / 2);
        return RunFinder.chosen(run.frames(), wanted);
    }

    static String name(LabelRun run, int frame) {
        return FileName.of(
                "", run.file().replace('.', '_'), String.format(Locale.ROOT, "_%s_f%02d.png", run.mark(), frame));
    }

    void write(List<LabelledRun> runs) throws IOException {
        List<Manifest.Entry> entries = new ArrayList<>();
        for (int number = 0; number < runs.size(); number++) {
            List<Integer> frames = chosen(runs.get(number).run(), options);
            for (int at = 0; at < frames.size(); at++) {
                entries.add(entry(
                        number,
                        runs.get(number),
                        frames.get(at),
                        runs.get(number).trials().get(at)));
            }
        }
        NaturalOrder natural = new NaturalOrder();
        for (Split split : Split.values()) {
            List<JndLevels> rows = entries.stream()
                    .filter(entry -> entry.split().equals(split.folder()))
                    .sorted((a, b) -> natural.compare(a.name(), b.name()))
                    .map(entry -> new JndLevels(entry.jnd1(), entry.jnd2(), entry.jnd3()))
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
        String text = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(whole);
        WholeFile.write(layout.manifest(), beside -> Files.writeString(beside, text));
    }

    private Manifest.Entry entry(int number, LabelledRun labelled, int frame, Trial trial) {
        LabelRun run = labelled.run();
        boolean pan = run instanceof LabelRun.OfPicture;
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
                trial);
    }

    private static double rounded(double qp) {
        return Math.round(qp * 100) / 100.0;
    }
}
