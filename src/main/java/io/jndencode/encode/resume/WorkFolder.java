package io.jndencode.encode.resume;

import io.jndencode.JndException;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.file.FileHash;
import io.jndencode.file.FileName;
import io.jndencode.file.TextFile;
import io.jndencode.media.MediaInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds the work for one output until the output is complete: {@code .jnd-encode-NAME} beside it,
 * with a lock, a journal of finished work and the unfinished output; the segments are there too, or in a folder of that
 * kind in {@code --temp-dir}.
 *
 * <p>The same output always has the same folder: a run that was killed, interrupted or failed leaves it, and the next
 * one resumes from it. Closing removes it if the job was {@link #finished}, or if it holds nothing to resume from.
 */
public final class WorkFolder implements AutoCloseable {
    private static final String PREFIX = ".jnd-encode-";
    private static final String JOURNAL = "journal.ndjson";
    private static final String UNFINISHED = ".partial";

    private final Path output;
    private final Path folder;
    private final boolean keep;
    private final FolderLock lock;
    private final MediaInfo source;
    private final Keys keys;
    private final ResumeState ledger;
    private final SegmentStore segments;
    private final Consumer<Progress> listener;
    private boolean finished;
    private boolean refused;

    /**
     * The job a folder is opened for.
     *
     * @param encode whether the output itself is to be made; a run that only plans leaves segments of an earlier run
     *     alone
     */
    public record Job(MediaInfo source, Path output, Resources work, boolean encode) {
        public Job(MediaInfo source, Path output, Resources work) {
            this(source, output, work, true);
        }
    }

    private WorkFolder(Job job, FolderLock lock, Consumer<Progress> listener) throws IOException {
        this.output = job.output();
        this.folder = folder(output);
        this.lock = lock;
        this.listener = listener;
        this.source = job.source();
        this.keys = Keys.of(source);
        Path tempDir = job.work().tempDir();
        Path large = tempDir == null ? folder : tempDir.resolve(nameElsewhere(output));
        if (tempDir != null) {
            Files.createDirectories(tempDir);
            OwnFolder.make(large);
        }
        remove(folder, !job.work().resume());
        remove(large, !job.work().resume());
        if (!job.work().resume()) {
            Files.deleteIfExists(folder.resolve(JOURNAL));
        }
        this.ledger = new ResumeState(Journal.open(folder.resolve(JOURNAL)));
        this.segments = new SegmentStore(large, ledger);
        this.keep = job.work().keepTemp() || (!job.encode() && ledger.segments() > 0);
    }

    /** Opens the folder of an output; throws if another run holds it. On closing, the listener is told what is kept. */
    public static WorkFolder open(Job job, Consumer<Progress> listener) {
        Path folder = folder(job.output());
        if (Thread.currentThread().isInterrupted()) {
            throw new JndException.Interrupted("interrupted before the work on " + job.output() + " began");
        }
        try {
            FolderLock lock = FolderLock.take(folder, job.output());
            try {
                return new WorkFolder(job, lock, listener);
            } catch (IOException | RuntimeException | Error e) {
                lock.remove();
                FolderLock.removeIfEmpty(folder);
                throw e;
            }
        } catch (IOException e) {
            String why = e instanceof NoSuchFileException ? "there is no such folder" : e.getMessage();
            throw new JndException.Encode("cannot work in " + folder.getParent() + ": " + why, e);
        }
    }

    /** Returns the folders of an output; the second one exists only if segments are kept elsewhere. */
    public static List<Path> folders(Path output, @Nullable Path tempDir) {
        return tempDir == null
                ? List.of(folder(output))
                : List.of(folder(output), tempDir.resolve(nameElsewhere(output)));
    }

    private static Path folder(Path output) {
        Path whole = output.toAbsolutePath().normalize();
        return whole.resolveSibling(FileName.of(PREFIX, String.valueOf(whole.getFileName()), ""));
    }

    /** Outputs of the same name in different folders may share a folder for segments. */
    private static String nameElsewhere(Path output) {
        Path whole = output.toAbsolutePath().normalize();
        String hash = FileHash.sha256(whole.toString().getBytes(StandardCharsets.UTF_8));
        return FileName.of(PREFIX, String.valueOf(whole.getFileName()), "-" + hash.substring(0, 8));
    }

    /**
     * Returns whether a file was put in its place by a run for this output that was killed before it ended: the run
     * that resumes may replace it. A file that a person put there since does not count.
     */
    public static boolean left(Path output, Path file, Path source) {
        try {
            return Files.exists(file)
                    && OwnFolder.isOurs(folder(output))
                    && ResumeState.made(Journal.read(folder(output).resolve(JOURNAL)), file)
                            .filter(made -> made.source().equals(Keys.video(SourceIdentity.of(source))))
                            .isPresent();
        } catch (IOException e) {
            throw new JndException.Encode("cannot look at " + file + ": " + e.getMessage(), e);
        }
    }

    /** Removes the folder of an output if it is empty because a run was killed just before removing it. */
    public static void sweep(Path output) {
        try {
            if (OwnFolder.isOurs(folder(output))) {
                FolderLock.removeIfEmpty(folder(output));
            }
        } catch (IOException e) {
            throw new JndException.Encode("cannot remove " + folder(output) + ": " + e.getMessage(), e);
        }
    }

    public MediaInfo source() {
        return source;
    }

    public Path output() {
        return output;
    }

    public Keys keys() {
        return keys;
    }

    public ResumeState ledger() {
        return ledger;
    }

    public SegmentStore segments() {
        return segments;
    }

    /** Returns the file the output is written to until it is complete. */
    public Path unfinishedOutput() {
        String name = String.valueOf(output.getFileName());
        return folder.resolve("output" + UNFINISHED + name.substring(Math.max(0, name.lastIndexOf('.'))));
    }

    /** Throws if the source has changed since the work began. */
    public void checkSource() {
        keys.source().check(source.file());
    }

    /** Claims the complete output, which is about to get its name; throws if the source has changed since. */
    public void complete(Path unfinished) {
        checkSource();
        try {
            claim(output, Files.size(unfinished), FileHash.sha256(unfinished));
        } catch (IOException e) {
            throw new JndException.Encode("cannot read " + unfinished + ": " + e.getMessage(), e);
        }
    }

    /** Writes a text file that belongs to the output. */
    public void write(Path file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        claim(file, bytes.length, FileHash.sha256(bytes));
        TextFile.write(file, text);
    }

    private void claim(Path file, long size, String sha256) {
        ledger.add(new JournalRecord.Made(
                Keys.video(keys.source()), file.toAbsolutePath().normalize().toString(), size, sha256));
    }

    /** Records that all files of the job are in place. */
    public void finished() {
        if (keep) {
            ledger.add(new JournalRecord.Finished());
        }
        finished = true;
    }

    /** Records that the job cannot be done as requested: predictions alone are not worth keeping a folder for. */
    public void refused() {
        refused = true;
    }

    /**
     * Removes our own files except the journal: those that a killed run was writing, and if {@code segments} is true,
     * finished ones too.
     */
    private static void remove(Path folder, boolean segments) throws IOException {
        List<Path> inside;
        try (Stream<Path> files = Files.list(folder)) {
            inside = files.toList();
        }
        for (Path file : inside) {
            String name = String.valueOf(file.getFileName());
            if (name.contains(UNFINISHED) || (segments && name.endsWith(SegmentStore.SUFFIX))) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() {
        ledger.close();
        boolean kept = finished ? keep : ledger.segments() > 0 || (ledger.judged() > 0 && !refused);
        try {
            if (kept) {
                lock.close();
                listener.accept(new Progress.Kept(segments.folder(), ledger.segments(), ledger.judged(), finished));
                return;
            }
            remove(segments.folder(), true);
            remove(folder, true);
            if (!segments.folder().equals(folder)) {
                FolderLock.removeIfEmpty(segments.folder());
            }
            // The journal is removed last: as long as it exists, the next run recognises our files and reuses the
            // folder.
            lock.remove();
            Files.deleteIfExists(folder.resolve(JOURNAL));
            FolderLock.removeIfEmpty(folder);
        } catch (IOException e) {
            throw new JndException.Encode("cannot remove the temporary folder " + folder + ": " + e.getMessage(), e);
        }
    }
}
