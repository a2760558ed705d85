package io.jndencode.encode.resume;

import io.jndencode.JndException;
import io.jndencode.file.FileName;
import io.jndencode.file.Trees;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The folder in which an output that is itself a folder is built: {@code .jnd-encode-NAME} beside it, locked for one run. The output appears
 * under its name only when it is complete; until then the work stays here, and the same command finds it again.
 */
public final class BuildFolder implements AutoCloseable {
    private static final String PREFIX = ".jnd-encode-";

    private final Path output;
    private final Path folder;
    private final FolderLock lock;
    private boolean worthless = true;

    private BuildFolder(Path output, Path folder, FolderLock lock) {
        this.output = output;
        this.folder = folder;
        this.lock = lock;
    }

    /** Refuses an output whose name is taken. */
    public static void checkFree(Path output) {
        if (Files.exists(output, LinkOption.NOFOLLOW_LINKS)) {
            throw taken(output);
        }
    }

    private static JndException.Usage taken(Path output) {
        return new JndException.Usage(output + " exists already and is never replaced: name another folder");
    }

    /** Returns the folder for building an output. */
    public static Path of(Path output) {
        Path whole = output.toAbsolutePath().normalize();
        return whole.resolveSibling(FileName.of(PREFIX, String.valueOf(whole.getFileName()), ""));
    }

    /** Opens the folder, with what an earlier run left in it; throws if another run holds it. */
    public static BuildFolder open(Path output, boolean resume) {
        checkFree(output);
        Path folder = of(output);
        try {
            BuildFolder opened =
                    new BuildFolder(output.toAbsolutePath().normalize(), folder, FolderLock.take(folder, output));
            if (!resume) {
                opened.clear();
            }
            return opened;
        } catch (IOException e) {
            String why = e instanceof NoSuchFileException ? "there is no such folder" : e.getMessage();
            throw new JndException.Encode("cannot work in " + folder.getParent() + ": " + why, e);
        }
    }

    /** Returns the folder to work in. */
    public Path path() {
        return folder;
    }

    /** Records that there is work in the folder that the same command would go on with. */
    public void worthKeeping() {
        worthless = false;
    }

    /** Returns whether closing leaves work behind. */
    public boolean keeps() {
        return !worthless;
    }

    /** Makes an empty folder in this one, in the place of what an earlier run left of it. */
    public Path anew(String name) {
        Path made = folder.resolve(name);
        try {
            Trees.remove(made);
            return Files.createDirectory(made);
        } catch (IOException e) {
            throw new JndException.Encode("cannot write " + made + ": " + e.getMessage(), e);
        }
    }

    /** Gives the complete output its name, and discards everything else. */
    public void complete(Path built) {
        try {
            Files.move(built, output);
            worthless = true;
        } catch (FileAlreadyExistsException e) {
            throw taken(output);
        } catch (IOException e) {
            throw new JndException.Encode("cannot write " + output + ": " + e.getMessage(), e);
        }
    }

    private void clear() throws IOException {
        Trees.removeAllBut(folder.resolve("lock"), folder);
    }

    @Override
    public void close() {
        try {
            if (!worthless) {
                lock.close();
                return;
            }
            clear();
            lock.remove();
            FolderLock.removeIfEmpty(folder);
        } catch (IOException e) {
            throw new JndException.Encode("cannot remove the temporary folder " + folder + ": " + e.getMessage(), e);
        }
    }
}
