package io.jndencode.media.stitch;

import io.jndencode.JndException;
import io.jndencode.file.FileName;
import io.jndencode.file.WriteFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that appears complete or not at all: written under a temporary name beside its target, flushed to disk, then renamed. Closing it
 * before {@link #commit} removes what was written.
 */
final class AtomicOutput implements AutoCloseable {
    private final Path target;
    private final Path partial;
    private final boolean overwrite;

    /**
     * Prepares a file beside its target.
     *
     * @param target path of the finished file
     * @param overwrite whether an existing file may be replaced
     */
    AtomicOutput(Path target, boolean overwrite) {
        this(target, beside(target.toAbsolutePath()), overwrite);
    }

    /**
     * As above, with a given path for the unfinished file.
     *
     * @param partial must not exist, and must be in the same file system
     */
    AtomicOutput(Path target, Path partial, boolean overwrite) {
        this.target = target.toAbsolutePath();
        this.overwrite = overwrite;
        this.partial = partial;
        if (!overwrite && Files.exists(target)) {
            throw exists();
        }
        try {
            Files.createFile(partial);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static Path beside(Path target) {
        String name = String.valueOf(target.getFileName());
        int dot = name.lastIndexOf('.');
        String mark = "%04x".formatted(ThreadLocalRandom.current().nextInt(1 << 16));
        return target.resolveSibling(
                FileName.of(".", name.substring(0, dot), ".partial-" + mark + name.substring(dot)));
    }

    /** Returns the path to write to. */
    Path partial() {
        return partial;
    }

    /** Flushes what was written and renames it to the target. */
    void commit() {
        try {
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            if (overwrite) {
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                moveWithoutReplacing();
            }
        } catch (FileAlreadyExistsException e) {
            throw exists();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Moves the file with a hard link, which fails if the target exists; a rename would silently replace a file that appeared meanwhile.
     */
    private void moveWithoutReplacing() throws IOException {
        try {
            Files.createLink(target, partial);
            Files.delete(partial);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) { // a file system without hard links
            Files.move(partial, target);
        }
    }

    private JndException exists() {
        return new JndException.Encode(target + " exists already; -y replaces it");
    }

    private JndException failure(IOException e) {
        return new JndException.Encode("cannot write " + target + ": " + WriteFailure.reason(e), e);
    }

    @Override
    public void close() {
        WriteFailure.deleteQuietly(partial);
    }
}
