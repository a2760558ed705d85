package io.jndencode.encode;

import io.jndencode.FileHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Names a piece of work on a video, so that its result is taken again only for the same work, file and program. */
public final class TaskKey {
    private TaskKey() {}

    /** A hash of which file it is (see {@link SourceIdentity}), of the program with its libraries, and of the parts given. */
    public static String of(Path source, String... parts) {
        String all = SourceIdentity.of(source).text() + "\n" + Provenance.tool() + "\n" + String.join("\n", parts);
        return FileHash.sha256(all.getBytes(StandardCharsets.UTF_8));
    }
}
