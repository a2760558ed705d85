package io.jndencode.encode.resume;

import io.jndencode.JndException;
import io.jndencode.file.PrivateFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive lock on a work folder: a locked file in it, which the system releases when the process ends, however
 * it ends.
 *
 * <p>On Unix a process loses its lock as soon as it closes <em>any</em> channel to the file. So the holder never opens
 * the file again, and the locks of this process are tracked here instead of asking the system.
 */
final class FolderLock implements AutoCloseable {
    private static final String NAME = "lock";

    /** Static because a file lock belongs to the whole process. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private static final int MOST_PADDING = 1 << 20;

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Creates the folder, see {@link OwnFolder#make}, and locks it; {@code output} names the conflict if another run
     * holds the lock.
     */
    static FolderLock take(Path folder, Path output) throws IOException {
        if (!HELD_HERE.add(folder)) {
            throw busy(Long.toString(ProcessHandle.current().pid()), output);
        }
        FolderLock lock = null;
        try {
            while (lock == null) {
                lock = attempt(folder, output);
            }
            return lock;
        } finally {
            if (lock == null) {
                HELD_HERE.remove(folder);
            }
        }
    }

    /** Returns null if the last owner removed the folder or the file in the meantime. */
    private static @Nullable FolderLock attempt(Path folder, Path output) throws IOException {
        FileChannel channel;
        try {
            OwnFolder.make(folder);
            channel = open(folder);
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(parent(folder))) {
                throw e;
            }
            return null;
        }
        boolean held = false;
        try {
            if (channel.tryLock() == null) {
                throw busy(Files.readString(folder.resolve(NAME)).split(" ", 2)[0], output);
            }
            held = marked(channel, folder);
        } finally {
            if (!held) {
                channel.close();
            }
        }
        return held ? new FolderLock(folder, channel) : null;
    }

    private static Path parent(Path folder) {
        return Objects.requireNonNull(folder.toAbsolutePath().getParent(), "a work folder lies beside an output");
    }

    private static FileChannel open(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        Set<OpenOption> options = Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, options, PrivateFolder.fileMode(file));
    }

    /**
     * Returns whether the locked file is the one in the folder: its last owner may have removed it just before we
     * locked it, and another process may have created a new one. Recognised by a unique length, because opening the
     * file to read it would release the lock.
     */
    private static boolean marked(FileChannel channel, Path folder) throws IOException {
        byte[] owner = (ProcessHandle.current().pid() + " ").getBytes(StandardCharsets.UTF_8);
        long length = owner.length + 1L + ThreadLocalRandom.current().nextInt(MOST_PADDING);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(owner));
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}), length - 1); // the file is sparse and takes no space
        try {
            return Files.size(folder.resolve(NAME)) == length;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static JndException busy(String owner, Path output) {
        return new JndException.Encode("another jnd-encode" + (owner.isBlank() ? "" : " (process " + owner + ")")
                + " is writing " + output + ": wait for it, or give another output with -o");
    }

    /** Removes the file and releases the lock. */
    void remove() throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
        close();
    }

    static void removeIfEmpty(Path folder) throws IOException {
        try {
            if (!Files.isSymbolicLink(folder)) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException e) {
            // Another run has taken the folder over in the meantime, or a person put something there.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(folder);
    }
}
