package io.jndencode.encode;

import io.jndencode.JndException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder segments are kept in until they are joined; closing it removes it with all that is in it. */
final class SegmentFolder implements AutoCloseable {
    private final Path folder;
    private final boolean keep;

    private SegmentFolder(Path folder, boolean keep) {
        this.folder = folder;
        this.keep = keep;
    }

    /** Makes a new folder beside the output, or where the work says. */
    static SegmentFolder create(Path output, Work work) {
        Path parent = work.tempDir() != null
                ? work.tempDir()
                : output.toAbsolutePath().getParent();
        try {
            Path folder = Files.createTempDirectory(parent, ".jnd-encode-");
            return new SegmentFolder(folder, work.keepTemp());
        } catch (IOException e) {
            throw new JndException.Encode(
                    "cannot make a folder for temporary files in " + parent + ": " + e.getMessage(), e);
        }
    }

    Path path() {
        return folder;
    }

    /** Whether the folder stays after closing. */
    boolean kept() {
        return keep;
    }

    /** The file of one shot's segment. */
    Path segment(int shot) {
        return folder.resolve("shot-%06d.segment".formatted(shot));
    }

    @Override
    public void close() {
        if (keep) {
            return;
        }
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(folder)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path file : inside) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new JndException.Encode("cannot remove the temporary folder " + folder + ": " + e.getMessage(), e);
        }
    }
}
