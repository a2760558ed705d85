package io.jndencode.encode.resume;

import io.jndencode.file.FileHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Makes keys for pieces of work on a video, so that a result is reused only for the same work, file and program. The
 * file is examined once, on creation.
 */
public final class TaskKey {
    private final String video;

    private TaskKey(String video) {
        this.video = video;
    }

    /** Creates keys for work on a file as it is now (see {@link SourceIdentity}) by this program with its libraries. */
    public static TaskKey on(Path source) {
        return new TaskKey(SourceIdentity.of(source).text() + "\n" + KeyText.of(Provenance.tool()));
    }

    /** Returns the key of the work described by these parts: a hash. */
    public String of(String... parts) {
        String all = video + "\n" + String.join("\n", parts);
        return FileHash.sha256(all.getBytes(StandardCharsets.UTF_8));
    }
}
