package io.jndencode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.SmallClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A command line of every command that writes files, and files for all that they read. */
final class WritingCommands {
    private final Path folder;
    private final Map<String, Path> read = new LinkedHashMap<>();
    private final Path input;
    private final Path sidecar;
    private final Path segment;

    /**
     * A command that writes.
     *
     * @param words without its written files
     * @param reads names of {@link #read} that this command line reads
     * @param writes options that name a written file
     * @param usual written files nobody names
     */
    record Line(List<String> words, List<String> reads, List<String> writes, List<Path> usual) {
        String name() {
            return words.get(0).equals("label") && !words.get(1).startsWith("/")
                    ? "label " + words.get(1)
                    : words.get(0).startsWith("/") ? "jnd-encode" : words.get(0);
        }
    }

    /** Makes the files that the commands read, in a folder. */
    WritingCommands(Path folder) throws IOException {
        this.folder = folder;
        Path clip = Path.of("test-videos/sintel-phone.mp4").toAbsolutePath();
        input = SmallClip.write(clip, 12, 30, folder.resolve("in.mp4"));
        Path model = TinyModel.green().write(folder.resolve("tiny.onnx"));
        Path preset = Files.writeString(folder.resolve("own.json"), "{\"extends\": \"base.json\"}");
        read.put("base preset", Files.writeString(folder.resolve("base.json"), "{\"extends\": \"fast\"}"));
        read.put("input", input);
        read.put("model", model);
        read.put("preset", preset);
        sidecar = folder.resolve("plan.json");
        CliRun plan = CliRun.of("plan", input.toString(), "--model", model.toString(), "--sidecar", sidecar.toString());
        assertThat(plan.code()).as(plan.err()).isZero();
        read.put("sidecar", sidecar);
        segment = folder.resolve("shot.segment");
        CliRun shot = CliRun.of("shot", sidecar.toString(), "--index", "0", "-o", segment.toString());
        assertThat(shot.code()).as(shot.err()).isZero();
        read.put("segment", segment);
        Path encode = folder.resolve("done.mp4");
        CliRun done =
                CliRun.of("apply", sidecar.toString(), "-o", encode.toString(), "--sidecar", folder + "/done.json");
        assertThat(done.code()).as(done.err()).isZero();
        read.put("encode", encode);
        read.put("report's sidecar", folder.resolve("done.json"));
        read.put("part", SmallClip.write(clip, 12, 30, folder.resolve("part.ts")));
        String list = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:0.5,\npart.ts\n#EXT-X-ENDLIST\n";
        read.put("playlist", Files.writeString(folder.resolve("list.m3u8"), list));
        for (String name : List.of("shots.csv", "list.json", "curves.tsv", "labels.tsv", "human.csv", "weights.h5")) {
            read.put(name, Files.writeString(folder.resolve(name), "startFrame,endFrame\n0,12\n"));
        }
        Files.createDirectories(folder.resolve("data/train"));
        read.put("levels", Files.writeString(folder.resolve("data/train/JND-Levels.txt"), "20 25 30\n"));
    }

    /** What they read, by name. */
    Path read(String name) {
        return Objects.requireNonNull(read.get(name));
    }

    /** Command lines that miss their written files alone. */
    List<Line> lines() {
        String in = input.toString();
        String model = path("model");
        String preset = path("preset");
        List<String> job = List.of("--model", model, "--preset", preset);
        List<String> exports = List.of("--sidecar", "--zones", "--qpfile", "--script", "--csv", "--edl", "--report");
        List<Path> usual = List.of(folder.resolve("in.jnd1.mp4"), folder.resolve("in.jnd1.json"));
        List<String> jobReads = List.of("input", "model", "preset", "base preset", "shots.csv");
        String plan = sidecar.toString();
        return List.of(
                new Line(words(List.of(in, "--shots", path("shots.csv")), job), jobReads, with("-o", exports), usual),
                new Line(
                        words(List.of("plan", in, "--shots", path("shots.csv")), job),
                        jobReads,
                        exports,
                        usual.subList(1, 2)),
                new Line(List.of("apply", plan), List.of("input"), List.of("-o", "--report"), usual.subList(0, 1)),
                new Line(
                        words(List.of(path("playlist"), "--allow-playlists"), job),
                        List.of("playlist", "part"),
                        with("-o", exports),
                        List.of()),
                new Line(
                        List.of("convert", plan, "--to", "csv"), List.of("sidecar", "input"), List.of("-o"), List.of()),
                new Line(
                        List.of("report", folder + "/done.json", "--source", in),
                        List.of("input", "encode", "report's sidecar"),
                        List.of("-o"),
                        List.of()),
                new Line(List.of("shot", plan, "--index", "0"), List.of("input", "sidecar"), List.of("-o"), List.of()),
                new Line(
                        List.of("stitch", plan, segment.toString()),
                        List.of("input", "segment"),
                        List.of("-o", "--sidecar"),
                        List.of()),
                new Line(
                        words(List.of("farm", in, "--master", "processes[1]"), job),
                        jobReads.subList(0, 4),
                        List.of("-o"),
                        List.of()),
                new Line(
                        List.of("scan", in, "--part", "0", "--first-frame", "0", "--from", "0"),
                        List.of("input"),
                        List.of("-o"),
                        List.of()),
                new Line(
                        List.of("judge", in, path("list.json"), "--model", model),
                        List.of("input", "model", "list.json"),
                        List.of("-o"),
                        List.of()),
                new Line(List.of("import", path("weights.h5")), List.of("weights.h5"), List.of("-o"), List.of()),
                new Line(
                        List.of(
                                "label",
                                "fit",
                                path("curves.tsv"),
                                "--labels",
                                path("labels.tsv"),
                                "--human",
                                path("human.csv")),
                        List.of("curves.tsv", "labels.tsv", "human.csv"),
                        List.of("-o"),
                        List.of()),
                new Line(
                        List.of("label", "measure", folder.toString(), "--labels", path("labels.tsv")),
                        List.of("input", "labels.tsv"),
                        List.of("-o"),
                        List.of()));
    }

    private String path(String name) {
        return read(name).toString();
    }

    private static List<String> words(List<String> one, List<String> two) {
        return Stream.of(one, two).flatMap(Collection::stream).toList();
    }

    private static List<String> with(String first, List<String> others) {
        return words(List.of(first), others);
    }
}
