package io.jndencode.cli.encode;

import io.jndencode.cli.files.OutputPlace;
import io.jndencode.cli.files.RunFiles;
import io.jndencode.file.FileName;
import io.jndencode.file.TextFile;
import io.jndencode.ladder.LadderRecord;
import io.jndencode.ladder.playlist.DashManifest;
import io.jndencode.ladder.playlist.HlsPlaylists;
import io.jndencode.report.ladder.LadderFile;
import io.jndencode.report.ladder.LadderPage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Makes the page of a ladder, beside its record unless another place is named. */
final class LadderReport {
    private LadderReport() {}

    /**
     * Writes it.
     *
     * @param record the ladder's record
     * @param output the page; null for the usual place
     * @param overwrite whether a page that exists may be replaced
     * @return the page
     */
    static Path write(Path record, @Nullable Path output, BooleanSupplier overwrite) {
        LadderRecord ladder = LadderFile.read(record);
        Path page = output != null ? output : record.resolveSibling(FileName.of("", OutputPlace.stem(record), ".html"));
        Path folder = record.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            throw new IllegalStateException("a file in no folder: " + record);
        }
        RunFiles files = new RunFiles().reads("the ladder", record);
        List<String> folders = Stream.concat(
                        ladder.rungs().stream().map(LadderRecord.RungRecord::folder),
                        ladder.audio().stream().map(LadderRecord.Sound::folder))
                .toList();
        folders.stream()
                .map(folder::resolve)
                .filter(Files::isDirectory)
                .forEach(each -> files.readsAllIn("the ladder's folder", each));
        files.reads("the ladder's playlist", folder.resolve(HlsPlaylists.MASTER))
                .reads("the ladder's manifest", folder.resolve(DashManifest.NAME))
                .writes("the page", page, overwrite);
        List<String> missing = folders.stream()
                .filter(each -> !Files.isRegularFile(folder.resolve(each).resolve("init.mp4")))
                .toList();
        TextFile.write(page, LadderPage.html(ladder, address(page, folder), missing));
        return page;
    }

    /** Returns the folder as seen from the page's, as the beginning of addresses. */
    private static String address(Path page, Path folder) {
        Path from = Objects.requireNonNull(page.toAbsolutePath().normalize().getParent(), "a page in no folder");
        return StreamSupport.stream(from.relativize(folder).spliterator(), false)
                .map(Path::toString)
                .filter(name -> !name.isEmpty())
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20") + "/")
                .collect(Collectors.joining());
    }
}
