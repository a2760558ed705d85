package io.jndencode.farm.watch.folder;

import io.jndencode.file.FileHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Claims on files, for several watchers that share a folder: one small file per claim, created by the one call that is
 * atomic on network file systems too (create if absent).
 *
 * <p>An owner writes to its claim every few seconds. If it has ended, or has not written for a minute, another watcher
 * takes over with a claim of the next number, which again only one can create. Should the old owner wake up, it finds
 * that claim and gives up.
 */
public final class Claims {
    public static final Duration BEAT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Owner self = Owner.self();
    private final Map<Path, Sight> seen = new HashMap<>();

    /** The text of a claim, and when it was first seen. */
    private record Sight(String text, Instant since) {}

    /** The answer to a request for a file. */
    public sealed interface Answer {
        /** The file is ours; {@code moved} if the previous owner was on another machine and may still be running. */
        record Ours(Claim claim, boolean moved) implements Answer {}

        /** The file belongs to another watcher. */
        record Theirs(String host) implements Answer {}
    }

    public Claims(Path folder) {
        this.folder = folder;
    }

    /** Returns a short name for a file, the same on all machines. */
    public static String key(Path source) {
        return FileHash.sha256(String.valueOf(source.getFileName()).getBytes(StandardCharsets.UTF_8))
                .substring(0, 20);
    }

    /** Requests a file. */
    public Answer take(Path source, Instant now) throws IOException {
        String key = key(source);
        int last = last(key);
        boolean moved = false;
        if (last > 0) {
            Path claim = folder.resolve(key + "." + last);
            String text = text(claim);
            Owner owner = text == null ? null : owner(text);
            boolean ended = owner != null && owner.hasEnded(self);
            if (text != null && !ended && !isSilent(claim, text, now)) {
                return new Answer.Theirs(owner == null ? "another watcher" : owner.host());
            }
            moved = !ended;
        }
        Claim mine = make(key, last + 1);
        if (mine == null) {
            return new Answer.Theirs("another watcher");
        }
        for (int older = last; older > 0 && Files.deleteIfExists(folder.resolve(key + "." + older)); older--) {
            seen.remove(folder.resolve(key + "." + older));
        }
        return new Answer.Ours(mine, moved);
    }

    /** Returns null if another watcher was quicker. */
    private @Nullable Claim make(String key, int number) throws IOException {
        try {
            Path file = Files.createFile(folder.resolve(key + "." + number));
            Claim claim = new Claim(file, folder.resolve(key + "." + (number + 1)), self);
            return claim.beat() ? claim : null;
        } catch (FileAlreadyExistsException e) {
            return null;
        }
    }

    private int last(String key) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches(key + "\\.\\d{1,8}"))
                    .mapToInt(name -> Integer.parseInt(name.substring(key.length() + 1)))
                    .max()
                    .orElse(0);
        }
    }

    private boolean isSilent(Path claim, String text, Instant now) {
        Sight sight = seen.get(claim);
        if (sight == null || !sight.text().equals(text)) {
            seen.put(claim, new Sight(text, now));
            return false;
        }
        return sight.since().plus(SILENCE).isBefore(now);
    }

    /** Returns null for a claim that has just been released. */
    private static @Nullable String text(Path claim) throws IOException {
        try {
            return Files.readString(claim);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Returns null for a claim that is still being written. */
    private static @Nullable Owner owner(String text) {
        List<String> lines = text.lines().toList();
        try {
            return lines.size() < 4
                    ? null
                    : new Owner(lines.get(0), lines.get(1), Long.parseLong(lines.get(2)), Long.parseLong(lines.get(3)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A file that is ours until we release it or are presumed dead. */
    public static final class Claim {
        private final Path file;
        private final Path successor;
        private final Owner self;
        private long beats;

        private Claim(Path file, Path successor, Owner self) {
            this.file = file;
            this.successor = successor;
            this.self = self;
        }

        /** Renews the claim; returns false if another watcher has taken over. */
        public boolean beat() {
            if (Files.exists(successor)) {
                return false;
            }
            try {
                String text = String.join("\n", self.lines()) + "\n" + beats++ + "\n";
                Files.writeString(file, text, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
                return true;
            } catch (IOException e) { // a short network outage does not lose the claim; a missing claim file does
                return Files.exists(file);
            }
        }

        public void release() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // What is left looks like a dead owner's claim, which the next watcher takes over.
                return;
            }
        }
    }
}
