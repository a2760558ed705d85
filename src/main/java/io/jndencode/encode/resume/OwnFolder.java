package io.jndencode.encode.resume;

import io.jndencode.JndException;
import io.jndencode.file.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A work folder that is accessible to this user only. An existing folder is reused only if it and everything in it
 * belong to this user and nobody else can write to it: in a place others can write to, somebody may have planted it,
 * with links to files of ours or with forged work.
 */
final class OwnFolder {
    private OwnFolder() {}

    /**
     * Creates the folder inside an existing one, or reuses it; folders that earlier versions left readable to all are
     * closed to others.
     */
    static void make(Path folder) throws IOException {
        PrivateFolder.make(folder);
        String objection = PrivateFolder.objectionToContents(folder);
        if (objection != null) {
            throw new JndException.Encode("the work folder " + folder + " " + objection
                    + ": it cannot be trusted to be our own; remove it, or write to a folder of yours alone");
        }
        PrivateFolder.close(folder);
    }

    /** Returns whether the folder exists and is ours, to look for work left in it. */
    static boolean isOurs(Path folder) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && PrivateFolder.objectionToContents(folder) == null;
    }
}
