package io.jndencode.encode.resume;

import io.jndencode.JndException;
import io.jndencode.file.FileHash;
import io.jndencode.media.open.SourceFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/**
 * Identifies the file that was read by its size, the time of its last change, and checksums of three samples of one
 * mebibyte each, at its beginning, middle and end. Cheap for any size. A copy or a touched file counts as another one,
 * which costs time but never gives a wrong output; the only change that goes unnoticed is one in the middle of a file
 * whose time is then set back. A playlist that may be followed includes all files it names.
 *
 * @param bytes size of the file
 * @param modified time of the last change, in nanoseconds since 1970
 * @param samples CRC-32C of each sample, which costs less than reading it
 */
public record SourceIdentity(long bytes, long modified, String samples) {
    private static final int SAMPLE = 1 << 20;

    public static SourceIdentity of(Path file) {
        List<SourceIdentity> all =
                SourceFiles.of(file).stream().map(SourceIdentity::ofOne).toList();
        return all.size() == 1 ? all.get(0) : together(all);
    }

    /** Combines the identities of a playlist and all files it names, so that it changes as soon as one of them does. */
    private static SourceIdentity together(List<SourceIdentity> all) {
        String texts = String.join("\n", all.stream().map(SourceIdentity::text).toList());
        return new SourceIdentity(
                all.stream().mapToLong(SourceIdentity::bytes).sum(),
                all.stream().mapToLong(SourceIdentity::modified).max().orElse(0),
                FileHash.sha256(texts.getBytes(StandardCharsets.UTF_8)));
    }

    private static SourceIdentity ofOne(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new SourceIdentity(
                    attributes.size(),
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                    samples(file, attributes.size()));
        } catch (IOException e) {
            throw new JndException.Input(
                    Files.exists(file) ? "cannot read " + file + ": " + e.getMessage() : file + " does not exist.", e);
        }
    }

    private static String samples(Path file, long size) throws IOException {
        StringBuilder checksums = new StringBuilder();
        ByteBuffer sample = ByteBuffer.allocate(SAMPLE);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            for (long from : new long[] {0, Math.max(0, size / 2 - SAMPLE / 2), Math.max(0, size - SAMPLE)}) {
                channel.position(from);
                sample.clear();
                while (sample.hasRemaining() && channel.read(sample) >= 0) {}
                CRC32C checksum = new CRC32C();
                checksum.update(sample.flip());
                checksums.append(HexFormat.of().toHexDigits((int) checksum.getValue()));
            }
        }
        return checksums.toString();
    }

    /** Throws if the file has changed. */
    public void check(Path file) {
        if (!of(file).equals(this)) {
            throw new JndException.Input(
                    file + " was changed while it was being encoded: leave it alone and give the same command again");
        }
    }

    /** Returns this identity as part of a key. */
    String text() {
        return bytes + " " + modified + " " + samples;
    }
}
