package io.jndencode.encode.resume;

import io.jndencode.JndException;
import io.jndencode.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A folder for work, which is made for this user alone. One that is there already is taken up only if it is this user's own, nobody else
 * can write to it, and all in it is too: where others may write, somebody may have put it there for us, with links to files of ours or
 * work that he made up.
 */
final class OwnFolder {
    private OwnFolder() {}

    /** Makes it in a folder that is there, or takes it up; what earlier versions made for all to see is closed to others. */
    static void make(Path folder) throws IOException {
        PrivateFolder.make(folder);
        String objection = PrivateFolder.objectionToContents(folder);
        if (objection != null) {
            throw new JndException.Encode("the work folder " + folder + " " + objection
                    + ": it cannot be trusted to be our own; remove it, or write to a folder of yours alone");
        }
        PrivateFolder.close(folder);
    }

    /** Whether it is there and ours, for a look at what was left. */
    static boolean isOurs(Path folder) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && PrivateFolder.objectionToContents(folder) == null;
    }
}
