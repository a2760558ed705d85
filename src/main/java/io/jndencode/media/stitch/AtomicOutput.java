package io.jndencode.media.stitch;

import io.jndencode.FileName;
import io.jndencode.JndException;
import io.jndencode.media.ffmpeg.WriteFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that appears whole or not at all: written beside its place under a temporary name, flushed to the disk, then renamed. Closing
 * it before {@link #commit} removes what was written.
 */
final class AtomicOutput implements AutoCloseable {
    private final Path target;
    private final Path partial;
    private final boolean overwrite;

    /**
     * @param target the file to appear
     * @param overwrite whether an existing one may be replaced
     */
    AtomicOutput(Path target, boolean overwrite) {
        this(target, beside(target.toAbsolutePath()), overwrite);
    }

    /**
     * As above, with a place for the file while it is not complete.
     *
     * @param partial does not exist, and lies in the same file system
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

    /** Where to write. */
    Path partial() {
        return partial;
    }

    /** Flushes what was written and gives it its name. */
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

    /** A rename would silently replace a file that appeared meanwhile; a hard link to a taken name fails. */
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
