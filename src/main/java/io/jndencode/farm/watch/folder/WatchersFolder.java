package io.jndencode.farm.watch.folder;

import io.jndencode.JndException;
import io.jndencode.PrivateFolder;
import java.io.IOException;
import java.nio.file.Path;

/** Folders that are for watchers alone, in places where others put files: no links, and nobody else may look in. */
final class WatchersFolder {
    private WatchersFolder() {}

    /** Makes it if it is not there, or takes it up where it is this user's own; it is closed to others. */
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
