package io.jndencode.encode.resume;

import io.jndencode.FileHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Names pieces of work on a video, so that a result is taken again only for the same work, file and program. The file is looked at once,
 * when the key is made.
 */
public final class TaskKey {
    private final String video;

    private TaskKey(String video) {
        this.video = video;
    }

    /** For work on a file as it is now (see {@link SourceIdentity}), by this program with its libraries. */
    public static TaskKey on(Path source) {
        return new TaskKey(SourceIdentity.of(source).text() + "\n" + KeyText.of(Provenance.tool()));
    }

    /** The name of the work that these parts describe: a hash. */
    public String of(String... parts) {
        String all = video + "\n" + String.join("\n", parts);
        return FileHash.sha256(all.getBytes(StandardCharsets.UTF_8));
    }
}
