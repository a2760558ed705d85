package io.jndencode.farm.watch.folder;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders that are for watchers alone, in places where others put files: no links, and nobody else may look in. */
final class OwnFolder {
    private OwnFolder() {}

    /** Makes it if it is not there. */
    static void make(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createDirectory(folder, mode);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new JndException.Encode(
                        folder + " is a link or no folder: remove it, it is a name of this program's", e);
            }
            if (posix && !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(ownerHere(folder))) {
                throw new JndException.Encode(
                        folder + " belongs to "
                                + Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
                                        .getName()
                                + ": watch the folder as that user, or remove it",
                        e);
            }
        }
    }

    /** Whom new files belong to there: a network file system may give them another owner than the process has. */
    private static Object ownerHere(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, ".owner-", "");
        try {
            return Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
