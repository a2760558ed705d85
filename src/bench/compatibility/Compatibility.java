import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs the real launcher on every file, judges what comes out, writes the table. Started by compatibility.sh. */
public final class Compatibility {
    private static final int CPU_SECONDS = 60;

    /** Large videos longer than this are done up to here: that a film takes its time is no finding. */
    private static final int LONGEST_SECONDS = 60;

    private static final int PART_SECONDS = 20;
    private static final String COMMON_PREFIX = "media__";

    private final String launcher;
    private final Path out;
    private final Map<String, Integer> tally = new TreeMap<>();

    private Compatibility(String launcher, Path out) {
        this.launcher = launcher;
        this.out = out;
    }

    /** One line of the table. */
    private record Row(String file, String what, String exit, String result) {
        String markdown() {
            return "| %s | %s | %s | %s |".formatted(file, what, exit, result.replace("|", "\\|"));
        }
    }

    public static void main(String[] args) throws IOException {
        Path out = Path.of(args[1]);
        Files.createDirectories(out);
        Compatibility run = new Compatibility(args[0], out);
        List<Row> rows = new ArrayList<>();
        for (Path file : files(Arrays.copyOfRange(args, 3, args.length))) {
            Row row = run.row(file);
            System.out.println(row.markdown());
            rows.add(row);
        }
        try (PrintStream table = new PrintStream(args[2])) {
            table.println("| file | what it is | exit | output, or the sentence |");
            table.println("|---|---|---|---|");
            rows.forEach(row -> table.println(row.markdown()));
        }
        System.out.println(run.tally);
    }

    private static List<Path> files(String[] places) throws IOException {
        String part = System.getenv().getOrDefault("PART", "");
        List<Path> files = new ArrayList<>();
        for (String place : places) {
            try (Stream<Path> walk = Files.walk(Path.of(place))) {
                walk.filter(Files::isRegularFile)
                        .filter(file -> file.getFileName().toString().contains(part))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    private Row row(Path file) {
        Path folder = out.resolve(file.getFileName() + ".d");
        List<String> command = new ArrayList<>(List.of(launcher, file.toString(), "-o", folder + "/", "-y"));
        command.addAll(List.of("--preset", "fast", "--progress", "none"));
        String more = System.getenv().getOrDefault("JND_OPTIONS", "");
        command.addAll(more.isBlank() ? List.of() : List.of(more.trim().split(" +")));
        makeFolder(folder);
        int seconds = isLong(file) ? PART_SECONDS : 0;
        command.addAll(seconds > 0 ? List.of("--duration", Integer.toString(seconds)) : List.of());
        Probe.Ran ran = Probe.run(CPU_SECONDS, command);
        String name = file.getFileName().toString();
        name = name.startsWith(COMMON_PREFIX) ? name.substring(COMMON_PREFIX.length()).replace("__", "/") : name;
        return new Row(name, what(file), Integer.toString(ran.exit()), result(file, ran, seconds));
    }

    private static boolean isLong(Path file) {
        JsonNode description = Probe.description(file);
        JsonNode video = Judge.video(description);
        return description.path("format").path("duration").asDouble() > LONGEST_SECONDS
                && video.path("nb_frames").asLong() > 0
                && video.path("width").asInt() > 1000;
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String what(Path file) {
        JsonNode description = Probe.description(file);
        List<String> parts = new ArrayList<>();
        JsonNode video = Judge.video(description);
        if (!video.isMissingNode()) {
            parts.add("%s %dx%d %s".formatted(
                    video.path("codec_name").asText("?"),
                    video.path("width").asInt(),
                    video.path("height").asInt(),
                    video.path("pix_fmt").asText("")).trim());
        }
        Map<String, Integer> others = new TreeMap<>();
        for (JsonNode stream : description.path("streams")) {
            if (!stream.path("index").equals(video.path("index"))) {
                others.merge(stream.path("codec_name").asText(stream.path("codec_type").asText("unknown")), 1, Integer::sum);
            }
        }
        others.forEach((codec, count) -> parts.add(count > 1 ? count + " × " + codec : codec));
        return parts.isEmpty() ? "nothing FFmpeg knows" : String.join(", ", parts);
    }

    private String result(Path source, Probe.Ran ran, int seconds) {
        String said = ran.err().replace(source.toString(), "FILE").replaceAll("jnd-encode: ", "").strip();
        if (ran.killed() || ran.exit() > 128 && ran.exit() != 130) {
            return count("KILLED", "**killed after %.0f s** %s".formatted(ran.seconds(), said));
        }
        if (said.contains("internal error") || said.contains("\tat ") || said.contains("SIGSEGV")) {
            return count("INTERNAL", "**internal error** " + firstLine(said));
        }
        List<String> results = ran.out().lines().filter(line -> !line.isBlank()).toList();
        if (results.isEmpty()) {
            boolean sentence = said.lines().count() == 1;
            return count("refused " + ran.exit(), (sentence ? "" : "**more than a sentence** ") + said.replace('\n', ' '));
        }
        Judge.Verdict verdict = Judge.of(source, Path.of(results.get(results.size() - 1)), said, seconds);
        String warnings = said.lines()
                .filter(line -> !line.startsWith("saved ") && !line.contains("-> " + out))
                .reduce("", (all, line) -> all + "; _" + line + "_");
        String part = seconds > 0 ? "first " + seconds + " s: " : "";
        String equal = part + String.join(", ", verdict.kept()) + warnings;
        if (verdict.wrong().isEmpty()) {
            return count("equal " + ran.exit(), equal);
        }
        return count("DIFFERS", equal + "; **" + String.join("; ", verdict.wrong()) + "**");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private String count(String kind, String result) {
        tally.merge(kind.toLowerCase(Locale.ROOT), 1, Integer::sum);
        return result;
    }
}
