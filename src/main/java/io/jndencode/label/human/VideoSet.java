package io.jndencode.label.human;

import io.jndencode.JndException;
import io.jndencode.jnd.JndLevels;
import io.jndencode.text.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * VideoSet (Wang et al. 2017): 220 clips of five seconds, each coded with H.264 at every QP, and for each resolution three tables
 * of what some thirty people said: the first, second and third just-noticeable difference.
 *
 * <p>Files are {@code videoSRC001_1280x720_30_qp_25.264}; sources, where they are given, {@code videoSRC001_1280x720_30.EXT}. The
 * tables' columns are anchor, jnd, mean, normality, samples, samples_no, sequence_index, standard_deviation; {@code jnd} is the
 * QP that three viewers of four still do not tell from the anchor.
 */
public final class VideoSet {
    private static final Pattern NAME = Pattern.compile(
            "videoSRC(\\d+)_(\\d+)x(\\d+)_(\\d+)(?:_qp_?(\\d+))?\\.(264|h264|mp4|mkv|mov|avi|y4m|yuv)",
            Pattern.CASE_INSENSITIVE);

    private VideoSet() {}

    /**
     * What to read.
     *
     * @param folder with the clips, or with folders of them
     * @param levels the tables of the first, second and third difference
     * @param groups a table that says which clips are cut from one film: columns seq and (its name for the film) group
     * @param height of the resolution wanted, where the folder has several
     * @param frames taken of a clip
     */
    public record Request(Path folder, List<Path> levels, Optional<Path> groups, Optional<Integer> height, int frames) {
        public Request {
            levels = List.copyOf(levels);
            if (levels.size() != 3 || frames < 1) {
                throw new IllegalArgumentException("three tables and at least one frame are wanted");
            }
        }
    }

    /**
     * The files of one clip.
     *
     * @param source the clip before coding, if it is there
     * @param coded the clip by QP
     */
    record Files(Optional<Path> source, Map<Integer, Path> coded) {}

    static HumanSetImport.HumanSet find(Request request) {
        Map<Integer, HumanLabel> labels = labels(request);
        Map<Integer, Map<Optional<Integer>, Path>> files = files(request);
        List<VideoSetClip> clips = new ArrayList<>();
        files.forEach((number, byQp) -> {
            HumanLabel label = labels.get(number);
            if (label == null) {
                throw new JndException.Input("%s has no row of sequence_index %d for %s."
                        .formatted(
                                request.levels().get(0),
                                number,
                                byQp.values().iterator().next().getFileName()));
            }
            Map<Integer, Path> coded = new HashMap<>();
            byQp.forEach((qp, file) -> qp.ifPresent(value -> coded.put(value, file)));
            Optional<Path> source = Optional.ofNullable(byQp.get(Optional.<Integer>empty()));
            clips.add(VideoSetClip.of(label, new Files(source, coded), request.frames()));
        });
        return new HumanSetImport.HumanSet(
                "human: VideoSet, QPs three viewers of four do not notice, H.264 CQP", clips);
    }

    /** Paths by clip and QP, the QP empty for a source. */
    private static Map<Integer, Map<Optional<Integer>, Path>> files(Request request) {
        Map<Integer, Map<Optional<Integer>, Path>> files = new TreeMap<>();
        Map<String, Path> sizes = new TreeMap<>();
        for (Path file : HumanSetImport.files(request.folder())) {
            Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
            if (!name.matches()
                    || request.height()
                            .filter(height -> height != number(name, 3))
                            .isPresent()) {
                continue;
            }
            if ("yuv".equalsIgnoreCase(name.group(6))) {
                throw bare(file, name);
            }
            sizes.put(name.group(2) + "x" + name.group(3), file);
            Optional<Integer> qp = name.group(5) == null ? Optional.empty() : Optional.of(number(name, 5));
            files.computeIfAbsent(number(name, 1), key -> new HashMap<>()).put(qp, file);
        }
        if (files.isEmpty()) {
            throw new JndException.Input("%s holds no clip named as VideoSet's, videoSRC001_1280x720_30_qp_25.264."
                    .formatted(request.folder()));
        }
        if (sizes.size() > 1) {
            throw new JndException.Usage(
                    "%s holds clips of %s: say which with --height, for each resolution has tables of its own."
                            .formatted(request.folder(), String.join(", ", sizes.keySet())));
        }
        return files;
    }

    private static JndException bare(Path file, Matcher name) {
        return new JndException.Input(
                "%s is bare samples without a header; make a y4m of it: ffmpeg -f rawvideo -pix_fmt yuv420p -s %sx%s -r %s -i %s %s"
                        .formatted(
                                file,
                                name.group(2),
                                name.group(3),
                                name.group(4),
                                file.getFileName(),
                                String.valueOf(file.getFileName()).replaceAll("(?i)yuv$", "y4m")));
    }

    private static int number(Matcher name, int group) {
        return Integer.parseInt(name.group(group));
    }

    private static Map<Integer, HumanLabel> labels(Request request) {
        Map<Integer, TextTable.Row> second = bySequence(request.levels().get(1));
        Map<Integer, TextTable.Row> third = bySequence(request.levels().get(2));
        Map<Integer, String> groups = groups(request.groups());
        Map<Integer, HumanLabel> labels = new HashMap<>();
        bySequence(request.levels().get(0)).forEach((number, first) -> {
            TextTable.Row two = row(second, number, request.levels().get(1));
            TextTable.Row three = row(third, number, request.levels().get(2));
            labels.put(number, label(number, groups.getOrDefault(number, "src" + number), List.of(first, two, three)));
        });
        return labels;
    }

    private static HumanLabel label(int number, String group, List<TextTable.Row> rows) {
        try {
            TextTable.Row first = rows.get(0);
            JndLevels levels = JndLevels.ofLabel(
                    first.number("jnd"), rows.get(1).number("jnd"), rows.get(2).number("jnd"));
            double error = first.number("standard_deviation") / Math.sqrt(Math.max(1, first.number("samples_no")));
            return new HumanLabel(number, group, levels, error);
        } catch (IllegalArgumentException e) {
            throw new JndException.Input(
                    "The tables %s and its like, sequence_index %d: %s."
                            .formatted(rows.get(0).table(), number, e.getMessage()),
                    e);
        }
    }

    private static TextTable.Row row(Map<Integer, TextTable.Row> table, int number, Path file) {
        TextTable.Row row = table.get(number);
        if (row == null) {
            throw new JndException.Input("%s has no row of sequence_index %d.".formatted(file, number));
        }
        return row;
    }

    private static Map<Integer, TextTable.Row> bySequence(Path file) {
        Map<Integer, TextTable.Row> rows = new TreeMap<>();
        TextTable.read(file, TextTable.COMMA).rows().forEach(row -> rows.put(row.whole("sequence_index"), row));
        return rows;
    }

    private static Map<Integer, String> groups(Optional<Path> file) {
        Map<Integer, String> groups = new HashMap<>();
        file.ifPresent(table -> TextTable.read(table, TextTable.COMMA)
                .rows()
                .forEach(row -> groups.put(row.whole("seq"), row.text("group"))));
        return groups;
    }
}
