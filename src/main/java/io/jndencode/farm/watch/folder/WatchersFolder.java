package io.jndencode.farm.watch.folder;

import io.jndencode.JndException;
import io.jndencode.file.PrivateFolder;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Creates folders reserved for watchers in places where others put files: never through links, and inaccessible to
 * others.
 */
final class WatchersFolder {
    private WatchersFolder() {}

    /** Creates the folder, or reuses it if it belongs to this user; closes it to others. */
    static void make(Path folder) throws IOException {
        PrivateFolder.make(folder);
        String objection = PrivateFolder.objection(folder);
        if (objection != null) {
            throw new JndException.Encode(folder + " " + objection
                    + ": it is a name of this program's; remove it, or watch the folder as the user it belongs to");
        }
        PrivateFolder.close(folder);
    }
}
