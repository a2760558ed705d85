package io.jndencode.media.open.playlist;

import io.jndencode.JndException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text that names the files a video consists of, parsed and rewritten by us: FFmpeg never sees the author's text, only absolute paths
 * that were checked. Each file is in or below the text's own folder after resolving links, and is a regular file that names no others, so
 * that references can neither leave the folder nor form cycles.
 *
 * @param kind format of the text
 * @param text the rewritten text, with absolute paths
 * @param files files that it names, in order, without repetition
 */
public record Playlist(NamingText kind, String text, List<Path> files) {
    private static final int LONGEST = 1 << 22;
    private static final int MOST_FILES = 20_000;
    private static final Pattern PROTOCOL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+[:,].*", Pattern.DOTALL);

    /** Paths we cannot use: with control characters, which our rewritten text cannot hold, or characters FFmpeg takes for a pattern. */
    private static final Pattern UNFIT = Pattern.compile(".*[\\p{Cntrl}%*?\\[{].*", Pattern.DOTALL);

    public Playlist {
        files = List.copyOf(files);
    }

    /** Reads a file that is a playlist; returns empty for any other. */
    public static Optional<Playlist> find(Path file) {
        return NamingText.of(file).map(kind -> {
            Names names = new Names(file, new ArrayList<>());
            List<String> lines = lines(file);
            return switch (kind) {
                case HLS -> new Playlist(kind, new HlsPlaylist(names).written(lines), names.found());
                case CONCAT -> new Playlist(kind, new ConcatScript(names).written(lines), names.found());
                default -> throw kind.refused(file);
            };
        });
    }

    private static List<String> lines(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new JndException.Input(
                        file + " is a playlist of more than " + LONGEST + " bytes: cut it in parts.");
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return (text.startsWith("\ufeff") ? text.substring(1) : text)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new JndException.Input(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Checks the names in a playlist. */
    record Names(Path playlist, List<Path> found) {
        /** Returns the absolute path of a file that may be opened, as an FFmpeg URL. */
        String url(String name) {
            Path file = file(name);
            if (!found.contains(file)) {
                if (found.size() >= MOST_FILES) {
                    throw refused("names more than " + MOST_FILES + " files");
                }
                found.add(file);
            }
            return "file:" + file;
        }

        private Path file(String name) {
            String plain = name.startsWith("file://")
                    ? name.substring(7)
                    : name.startsWith("file:") ? name.substring(5) : name;
            if (PROTOCOL.matcher(plain).matches() || plain.isEmpty()) {
                throw refused("names \"" + shown(name) + "\", which is no file below its own folder");
            }
            try {
                Path folder = Objects.requireNonNull(playlist.toRealPath().getParent(), "a file has a folder");
                Path file = folder.resolve(plain).toRealPath();
                if (!file.startsWith(folder)) {
                    throw refused("names \"" + shown(name) + "\", which is no file below its own folder");
                }
                if (UNFIT.matcher(file.toString()).matches()) {
                    throw refused("names a file whose path has one of the signs % * ? [ { in it: rename it");
                }
                if (!Files.isRegularFile(file)) {
                    throw refused("names \"" + shown(name) + "\", which is not a regular file");
                }
                if (NamingText.of(file).isPresent()) {
                    throw refused(
                            "names \"" + shown(name) + "\", which itself names other files: that is not followed");
                }
                return file;
            } catch (IOException | InvalidPathException e) {
                throw refused("names \"" + shown(name) + "\", which is missing or may not be read");
            }
        }

        /** Returns an exception that refuses the playlist. */
        JndException.Input refused(String why) {
            return new JndException.Input("the playlist " + playlist + " " + why + ".");
        }

        /** Returns a shortened name without control sequences for terminals. */
        static String shown(String name) {
            String plain = name.replaceAll("\\p{Cntrl}", "?");
            return plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
        }
    }
}
