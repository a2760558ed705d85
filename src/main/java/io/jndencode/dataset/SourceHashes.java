package io.jndencode.dataset;

import io.jndencode.FileHash;
import io.jndencode.JndException;
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
 * The sources a model learnt from, as its file keeps them: hashes, so that no name of a file travels with a model.
 *
 * @param hashes the first {@value #DIGITS} hexadecimal digits of a SHA-256 each: of the source's name where the dataset's manifest
 *     tells it, else of the picture file, since names like {@code 1.png} tell nothing
 */
public record SourceHashes(Set<String> hashes) {
    /** Where a model file keeps them. */
    public static final String KEY = "jnd.training.sources";

    private static final int DIGITS = 16;

    public SourceHashes {
        hashes = Set.copyOf(hashes);
    }

    /** Of the sources of these pictures. */
    public static SourceHashes of(Collection<LabelledPicture> pictures) {
        return new SourceHashes(pictures.stream().map(SourceHashes::hash).collect(Collectors.toSet()));
    }

    /** What a model file says; empty where it says nothing, as files of earlier versions do. */
    public static Optional<SourceHashes> read(@Nullable String text) {
        return text == null || text.isBlank()
                ? Optional.empty()
                : Optional.of(new SourceHashes(Set.copyOf(List.of(text.strip().split(",", -1)))));
    }

    /** These and others. */
    public SourceHashes and(SourceHashes others) {
        Set<String> all = new TreeSet<>(hashes);
        all.addAll(others.hashes);
        return new SourceHashes(all);
    }

    /** Shots that come from these sources. */
    public int shots(List<LabelledPicture> pictures) {
        return (int) pictures.stream()
                .collect(Collectors.toMap(LabelledPicture::shot, picture -> picture, (first, later) -> first))
                .values()
                .stream()
                .filter(picture -> hashes.contains(hash(picture)))
                .count();
    }

    /** As it stands in a model file. */
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
