package io.jndencode.plan.sidecar;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jndencode.file.FileHash;
import io.jndencode.file.FileIdentity;
import io.jndencode.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The video a sidecar belongs to, read from its first lines.
 *
 * @param video as the sidecar names it
 * @param bytes size of the video
 * @param sha256 of the whole video, null if the sidecar has none
 */
public record SidecarHead(Path video, long bytes, @Nullable String sha256) {
    /** Number of bytes read from a file, whatever it is: the source is the third entry of a sidecar. */
    private static final int LONGEST = 1 << 16;

    /** Reads the head of a file; empty if it is not a sidecar. */
    public static Optional<SidecarHead> read(Path file) {
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = Json.mapper().createParser(in.readNBytes(LONGEST))) {
            return read(parser);
        } catch (IOException | InvalidPathException e) { // missing, or not a sidecar
            return Optional.empty();
        }
    }

    private static Optional<SidecarHead> read(JsonParser parser) throws IOException {
        boolean ours = false;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("schema")) {
                ours = parser.getText().startsWith("jnd-encode/sidecar/");
            } else if (name.equals("source") && ours) {
                return source(parser);
            } else {
                parser.skipChildren();
            }
        }
        return Optional.empty();
    }

    private static Optional<SidecarHead> source(JsonParser parser) throws IOException {
        String file = null;
        long bytes = 0;
        String sha256 = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "file" -> file = parser.getText();
                case "bytes" -> bytes = parser.getValueAsLong();
                case "sha256" -> sha256 = parser.getValueAsString();
                default -> parser.skipChildren();
            }
        }
        return file == null ? Optional.empty() : Optional.of(new SidecarHead(Path.of(file), bytes, sha256));
    }

    /** Returns whether the sidecar in a file belongs to this video, even if both were moved since. */
    public boolean isOf(Path other, Path sidecar) {
        if (Files.exists(video)) {
            return same(video, other) || isCopy(other);
        }
        Path name = video.getFileName();
        if (name == null) {
            return false;
        }
        Path beside = sidecar.resolveSibling(name);
        return (Files.exists(beside) && same(beside, other)) || (name.equals(other.getFileName()) && hasSize(other));
    }

    private static boolean same(Path one, Path other) {
        return FileIdentity.same(one, other);
    }

    /** Compares the hash as well, because uncompressed videos of the same length all have the same size. */
    private boolean isCopy(Path other) {
        try {
            return hasSize(other) && sha256 != null && FileHash.sha256(other).equals(sha256);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean hasSize(Path other) {
        try {
            return Files.size(other) == bytes;
        } catch (IOException e) {
            return false;
        }
    }
}
