package io.jndencode.encode;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The right to work in a folder: a locked file in it, which the system lets go of when the process ends, however it ends. */
final class FolderLock implements AutoCloseable {
    private static final String NAME = "lock";

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Makes the folder if it is not there and locks it; {@code output} names the conflict if another process has it. */
    static FolderLock take(Path folder, Path output) throws IOException {
        String mark = ProcessHandle.current().pid() + " " + UUID.randomUUID() + "\n";
        while (true) {
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(folder)) {
                    throw e;
                }
            }
            FileChannel channel = open(folder);
            if (channel == null) {
                continue;
            }
            boolean held = false;
            try {
                held = holds(channel, folder, output, mark);
            } finally {
                if (!held) {
                    channel.close();
                }
            }
            if (held) {
                return new FolderLock(folder, channel);
            }
        }
    }

    /** Null where the folder was removed meanwhile. */
    private static @Nullable FileChannel open(Path folder) throws IOException {
        try {
            return FileChannel.open(
                    folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Whether the locked file is the one in the folder: its last owner may have removed it just before we locked it. */
    private static boolean holds(FileChannel channel, Path folder, Path output, String mark) throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw busy(folder, output);
            }
        } catch (OverlappingFileLockException e) {
            throw busy(folder, output);
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(mark.getBytes(StandardCharsets.UTF_8)));
        try {
            return Files.readString(folder.resolve(NAME)).equals(mark);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static JndException busy(Path folder, Path output) throws IOException {
        String owner = Files.readString(folder.resolve(NAME)).split(" ", 2)[0];
        return new JndException.Encode("another jnd-encode" + (owner.isBlank() ? "" : " (process " + owner + ")")
                + " is writing " + output + ": wait for it, or give another output with -o");
    }

    /** Removes the file and lets go. */
    void remove() throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
        channel.close();
    }

    static void removeIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // Another run has come in meanwhile and owns it now, or a person put something there.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
