package io.jndencode.dataset;

import io.jndencode.JndException;
import io.jndencode.file.FileHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sources a model was trained on, as recorded in its file: hashes, so that a model does not give away file names.
 *
 * @param hashes the first {@value #DIGITS} hexadecimal digits of a SHA-256 each: of the source's name if the dataset's manifest has
 *     it, otherwise of the picture file, because names such as {@code 1.png} say nothing
 */
public record SourceHashes(Set<String> hashes) {
    /** Key in the metadata of a model file. */
    public static final String KEY = "jnd.training.sources";

    private static final int DIGITS = 16;

    public SourceHashes {
        hashes = Set.copyOf(hashes);
    }

    /** Returns the hashes of the sources of these pictures. */
    public static SourceHashes of(Collection<LabelledPicture> pictures) {
        return new SourceHashes(pictures.stream().map(SourceHashes::hash).collect(Collectors.toSet()));
    }

    /** Returns what a model file records; empty for files of earlier versions, which record nothing. */
    public static Optional<SourceHashes> read(@Nullable String text) {
        return text == null || text.isBlank()
                ? Optional.empty()
                : Optional.of(new SourceHashes(Set.copyOf(List.of(text.strip().split(",", -1)))));
    }

    /** Returns the union with others. */
    public SourceHashes and(SourceHashes others) {
        Set<String> all = new TreeSet<>(hashes);
        all.addAll(others.hashes);
        return new SourceHashes(all);
    }

    /** Returns the shots that come from these sources. */
    public int shots(List<LabelledPicture> pictures) {
        return (int) pictures.stream()
                .collect(Collectors.toMap(LabelledPicture::shot, picture -> picture, (first, later) -> first))
                .values()
                .stream()
                .filter(picture -> hashes.contains(hash(picture)))
                .count();
    }

    /** Returns the text for a model file. */
    public String text() {
        return String.join(",", new TreeSet<>(hashes));
    }

    private static String hash(LabelledPicture picture) {
        try {
            String whole = picture.source().equals(picture.name())
                    ? FileHash.sha256(picture.file())
                    : FileHash.sha256(("source " + picture.source()).getBytes(StandardCharsets.UTF_8));
            return whole.substring(0, DIGITS);
        } catch (IOException e) {
            throw new JndException.Model("%s cannot be read: %s.".formatted(picture.file(), e.getMessage()), e);
        }
    }
}
