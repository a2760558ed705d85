package io.jndencode.cli.files;

import io.jndencode.JndException;
import io.jndencode.cli.words.CommandNames;
import io.jndencode.cli.words.Habits;
import io.jndencode.text.Spelling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the files that a command line's inputs stand for: files themselves, the videos in folders and below them, and
 * matches of patterns, for shells that do not expand them and for command lines that would become too long.
 */
public final class InputFiles {
    /**
     * One file to process.
     *
     * @param file the file
     * @param relative its path below the folder or the pattern's fixed part by which it was found; only its name if it
     *     was named
     * @param searched whether it was found rather than named
     */
    public record Found(Path file, Path relative, boolean searched) {}

    /** Extensions of videos; other files in folders are ignored. */
    private static final Set<String> VIDEOS = Arrays.stream(
                    ("264 265 3g2 3gp asf av1 avi divx dv f4v flv h264 h265 hevc ivf m1v m2t m2ts m2v m4v mj2 mkv mov"
                                    + " mp4 mpeg mpg mpv mts mxf nut obu ogm ogv rm rmvb ts vob vvc webm wmv y4m")
                            .split(" ", -1))
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern COMMAND = Pattern.compile("[a-z][a-z-]+");

    private static final String PATTERN_SIGNS = "*?[{";

    private final Map<Path, Found> found = new LinkedHashMap<>();

    InputFiles() {}

    /**
     * Returns the files in the order of the command line, those of one folder by name, none twice.
     *
     * @throws JndException.Input if a folder holds no video or nothing matches a pattern
     */
    public static List<Found> find(List<String> inputs) {
        InputFiles files = new InputFiles();
        inputs.forEach(files::add);
        return files.found();
    }

    List<Found> found() {
        return List.copyOf(found.values());
    }

    void add(String input) {
        Path file = path(input);
        if (input.equals("-") && !Files.exists(Path.of(input))) {
            throw new JndException.Input(
                    "the standard input (-) is not read, for a video is read more than once: save it to a file first.");
        }
        if (Url.isAddress(input)) {
            Path named = Url.path(input);
            put(new Found(named, named.getFileName(), false));
        } else if (file != null && Files.isDirectory(file)) {
            addFolder(file);
        } else if (isPattern(input) && (file == null || !Files.exists(file))) {
            addPattern(input);
        } else {
            Path named = Path.of(input);
            put(new Found(named, named.getFileName() == null ? named : named.getFileName(), false));
        }
    }

    /** Returns whether an input can stand for one file at most. */
    static boolean isOne(String input) {
        if (Url.isAddress(input)) {
            return true;
        }
        Path file = path(input);
        return file != null && !Files.isDirectory(file) && (!isPattern(input) || Files.exists(file));
    }

    /** Refuses a word that is not a file but the name of another program's command, or a misspelt command of ours. */
    public static void refuseCommands(List<String> inputs) {
        String first = inputs.get(0);
        Path file = path(first);
        if (file == null || Files.exists(file) || !COMMAND.matcher(first).matches()) {
            return;
        }
        String near = Spelling.nearest(first, CommandNames.ALL);
        Habits.command(first)
                .or(() -> Optional.ofNullable(near)
                        .filter(name -> Spelling.isSlip(first, name))
                        .map(name -> first + " is no file and no command: did you mean " + name + "?"))
                .ifPresent(sentence -> {
                    throw new JndException.Usage(sentence);
                });
    }

    /** Returns null for text that is no path: not every system allows the characters of a pattern in a path. */
    private static @org.jspecify.annotations.Nullable Path path(String input) {
        try {
            return Path.of(input);
        } catch (InvalidPathException e) {
            if (isPattern(input)) {
                return null;
            }
            throw new JndException.Input(input + " is not a path: " + e.getReason(), e);
        }
    }

    private static boolean isPattern(String input) {
        return input.chars().anyMatch(sign -> PATTERN_SIGNS.indexOf(sign) >= 0);
    }

    private void addFolder(Path folder) {
        List<Path> videos = walk(folder, Integer.MAX_VALUE, file -> VIDEOS.contains(extension(file)));
        if (videos.isEmpty()) {
            throw new JndException.Input(folder + " is a folder without videos in it or below it.");
        }
        videos.forEach(video -> put(new Found(video, folder.relativize(video), true)));
    }

    private void addPattern(String pattern) {
        String unix = pattern.replace('\\', '/');
        String fixed = fixedPart(unix);
        Path base = Path.of(fixed);
        String rest = unix.substring(fixed.length());
        rest = rest.startsWith("/") ? rest.substring(1) : rest;
        Predicate<Path> matches = matcher(rest);
        int depth = rest.contains("**") ? Integer.MAX_VALUE : rest.split("/", -1).length;
        List<Path> files =
                Files.isDirectory(base) ? walk(base, depth, file -> matches.test(base.relativize(file))) : List.of();
        if (files.isEmpty()) {
            throw new JndException.Input("no file matches " + pattern + ".");
        }
        files.forEach(file -> put(new Found(file, base.relativize(file), true)));
    }

    /** Returns the folders of a pattern before the first one with a wildcard. */
    private static String fixedPart(String pattern) {
        int sign = (int) pattern.chars()
                .takeWhile(character -> PATTERN_SIGNS.indexOf(character) < 0)
                .count();
        int end = pattern.lastIndexOf('/', sign);
        return end < 0 ? "" : end == 0 ? "/" : pattern.substring(0, end);
    }

    /** As in shells, {@code **}{@code /} also matches no folder at all. */
    private static Predicate<Path> matcher(String pattern) {
        try {
            PathMatcher whole = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            PathMatcher flat = FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("**/", ""));
            return file -> whole.matches(file) || flat.matches(file);
        } catch (IllegalArgumentException e) {
            throw new JndException.Usage(pattern + " is neither a file nor a pattern: " + e.getMessage(), e);
        }
    }

    private static List<Path> walk(Path folder, int depth, Predicate<Path> wanted) {
        try (Stream<Path> walk = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !hidden(folder.relativize(file)))
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new JndException.Input("cannot look into " + folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean hidden(Path relative) {
        for (Path name : relative) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static String extension(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private void put(Found file) {
        found.putIfAbsent(file.file().toAbsolutePath().normalize(), file);
    }
}
