package io.jndencode.cli;

import io.jndencode.JndException;
import io.jndencode.media.OutputContainer;
import io.jndencode.plan.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files one input's results go to: {@code NAME.jnd1.EXT} and {@code NAME.jnd1.json}, unless told otherwise.
 *
 * @param video the encoded video
 * @param sidecar the record of the job
 */
record OutputPlace(Path video, Path sidecar) {
    /**
     * Names the files, without touching any.
     *
     * @param output the video, or with {@code folder} the folder it goes to under its own name; null for beside the input
     */
    static OutputPlace of(Path input, Target target, @Nullable Path output, boolean folder) {
        String fileName = String.valueOf(input.getFileName());
        int dot = fileName.lastIndexOf('.');
        String name = (dot > 0 ? fileName.substring(0, dot) : fileName) + "." + target.fileTag();
        String extension = OutputContainer.extensionFor(input);
        Path video;
        if (output == null) {
            video = input.resolveSibling(name + "." + extension);
        } else if (folder) {
            video = output.resolve(name + "." + extension);
        } else {
            video = output;
        }
        return new OutputPlace(video, video.resolveSibling(stem(video) + ".json"));
    }

    /** The same with the sidecar elsewhere, unless it is null. */
    OutputPlace withSidecar(@Nullable Path other) {
        return other == null ? this : new OutputPlace(video, other);
    }

    /** Makes the folder the files go to. */
    void makeFolder() {
        Path folder = video.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new JndException.Encode("cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The name without its extension. */
    static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Refuses to replace the input or, unless told to, any file; makes sure that a file can be made there. */
    static void checkWritable(Path file, Path input, boolean overwrite) {
        if (Files.exists(file) && isSame(file, input)) {
            throw new JndException.Usage(file + " is the input itself: give another output with -o");
        }
        checkWritable(file, overwrite);
    }

    /** As {@link #checkWritable(Path, Path, boolean)}, for what is made from nothing. */
    static void checkWritable(Path file, boolean overwrite) {
        if (Files.isDirectory(file)) {
            throw new JndException.Usage(file + " is a folder, not a file");
        }
        if (Files.exists(file) && !overwrite) {
            throw new JndException.Usage(file
                    + " exists already: give -y to replace it, -n to leave such inputs out, or -o for another place");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new JndException.Encode("cannot write " + file + ": there is no folder " + folder);
        }
        if (folder != null && !Files.isWritable(folder)) {
            throw new JndException.Encode("cannot write " + file + ": the folder " + folder + " is not writable");
        }
    }

    private static boolean isSame(Path file, Path input) {
        try {
            return Files.isSameFile(file, input);
        } catch (IOException e) {
            return file.toAbsolutePath()
                    .normalize()
                    .equals(input.toAbsolutePath().normalize());
        }
    }
}
