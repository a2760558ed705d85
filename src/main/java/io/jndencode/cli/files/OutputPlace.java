package io.jndencode.cli.files;

import io.jndencode.JndException;
import io.jndencode.file.FileName;
import io.jndencode.media.OutputContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The files for the results of one input: {@code NAME.jnd1.EXT} and {@code NAME.jnd1.json}, unless told otherwise.
 *
 * @param video the encoded video
 * @param sidecar the record of the job
 */
public record OutputPlace(Path video, Path sidecar) {
    /** Bytes of the longest extension, its dot included. */
    private static final int ENDING = 6;

    /**
     * Names the files, without touching any.
     *
     * @param output the video, or with {@code folder} the folder it goes to under its own name; null for beside the input
     */
    public static OutputPlace of(Path input, OutputKind kind, @Nullable Path output, boolean folder) {
        String fileName = String.valueOf(input.getFileName());
        int dot = fileName.lastIndexOf('.');
        String extension = OutputContainer.extensionFor(input, kind.codec());
        // The names of the sidecar, reports and similar files are as long as the video's or a little longer.
        String name = FileName.of(
                "",
                dot > 0 ? fileName.substring(0, dot) : fileName,
                "." + kind.target().fileTag(),
                FileName.LONGEST - ENDING);
        Path video;
        if (output == null) {
            video = input.resolveSibling(name + "." + extension);
        } else if (folder) {
            video = output.resolve(name + "." + extension);
        } else {
            video = output;
        }
        return new OutputPlace(video, video.resolveSibling(FileName.of("", stem(video), ".json")));
    }

    /** Returns this place with another sidecar, unless it is null. */
    public OutputPlace withSidecar(@Nullable Path other) {
        return other == null ? this : new OutputPlace(video, other);
    }

    /** Returns this place beside a sidecar being applied, wherever the video lies, unless the user names the output. */
    public OutputPlace besides(Path file, @Nullable Path output) {
        return output != null
                ? this
                : new OutputPlace(
                        file.resolveSibling(String.valueOf(video.getFileName())),
                        file.resolveSibling(String.valueOf(sidecar.getFileName())));
    }

    /** Returns this place with both files under another name, in the same folder and container. */
    OutputPlace renamed(String stem) {
        String name = String.valueOf(video.getFileName());
        return new OutputPlace(
                video.resolveSibling(FileName.of("", stem, name.substring(name.lastIndexOf('.')))),
                sidecar.resolveSibling(FileName.of("", stem, ".json")));
    }

    /** Creates the folder for the files. */
    public void makeFolder() {
        Path folder = video.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new JndException.Encode("cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Returns the name without its extension. */
    public static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Refuses an existing file unless it may be replaced, and anything that is not a file. */
    static void checkFree(Path file, BooleanSupplier replace) {
        checkLength(file);
        if (Files.isDirectory(file)) {
            throw new JndException.Usage(file + " is a folder, not a file");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !replace.getAsBoolean()) {
            throw new JndException.Usage(file + " exists already: give -y to replace it, or name another file");
        }
    }

    private static void checkLength(Path file) {
        if (FileName.length(file) > FileName.LONGEST) {
            throw new JndException.Usage("the name of %s has %d bytes, file systems take %d: give a shorter one"
                    .formatted(file, FileName.length(file), FileName.LONGEST));
        }
    }

    /** Refuses a file that cannot be created in its folder. */
    public static void checkFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new JndException.Encode("cannot write " + file + ": there is no folder " + folder);
        }
        if (folder != null && !Files.isWritable(folder)) {
            throw new JndException.Encode("cannot write " + file + ": the folder " + folder + " is not writable");
        }
    }
}
