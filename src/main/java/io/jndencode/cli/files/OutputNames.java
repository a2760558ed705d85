package io.jndencode.cli.files;

import io.jndencode.JndException;
import io.jndencode.file.FileIdentity;
import io.jndencode.file.FileName;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names the results of the inputs of a command line. The usual name ({@link OutputPlace}) of an input whose name
 * differs from another's by its extension alone, or by its folder, may already belong to the other's, in this run or an
 * earlier one: then it gets the next free name. The same input finds its own results again.
 */
public final class OutputNames {
    /** Maximum bytes of a name without its extension. */
    private static final int ROOM = FileName.LONGEST - 6;

    private static final List<String> EXTENSIONS = List.of("mp4", "mkv", "mov", "m4v", "ts", "webm");

    private final Set<Path> taken = new HashSet<>();

    /**
     * Returns the places of an input's results.
     *
     * @param output as for {@link OutputPlace#of}
     * @param sidecar where the sidecar goes, null for beside the output
     */
    public OutputPlace of(Path input, OutputKind kind, @Nullable Path output, boolean folder, @Nullable Path sidecar) {
        OutputPlace usual = OutputPlace.of(input, kind, output, folder);
        if (sidecar != null) {
            return usual.withSidecar(sidecar);
        }
        OutputPlace place = output != null && !folder ? named(usual, input) : free(usual, input, kind);
        taken.add(FileIdentity.of(place.video()).place());
        taken.add(FileIdentity.of(place.sidecar()).place());
        return place;
    }

    /** Keeps the video's name, which the user chose. */
    private OutputPlace named(OutputPlace usual, Path input) {
        if (usual.video().equals(usual.sidecar())) {
            return usual; // a plan without an encode: the user chose the sidecar's name too
        }
        OutputPlace place = usual;
        String name = String.valueOf(usual.video().getFileName());
        for (int next = 1; !isFree(place.sidecar(), input); next++) {
            place = usual.withSidecar(
                    usual.video().resolveSibling(FileName.of("", name, (next == 1 ? "" : "." + next) + ".json")));
        }
        return place;
    }

    /**
     * Returns the first free place: {@code movie.jnd1.mkv} and {@code movie.jnd1.json}, else {@code
     * movie.mp4.jnd1.json}, then with {@code movie.mp4.jnd1.mkv}.
     */
    private OutputPlace free(OutputPlace usual, Path input, OutputKind kind) {
        String tag = "." + kind.target().fileTag();
        String name = String.valueOf(input.getFileName());
        Path ownSidecar = usual.video().resolveSibling(FileName.of("", name, tag + ".json"));
        if (isFree(usual.sidecar(), input) && isUntaken(usual.video())) {
            return usual;
        }
        if (isFree(ownSidecar, input) && isUntaken(usual.video()) && !isOthers(usual, input, kind)) {
            return usual.withSidecar(ownSidecar);
        }
        OutputPlace place = usual.renamed(FileName.of("", name, tag, ROOM));
        for (int next = 2; !isFree(place.sidecar(), input) || !isUntaken(place.video()); next++) {
            place = usual.renamed(FileName.of("", OutputPlace.stem(input), "." + next + tag, ROOM));
        }
        return place;
    }

    /** Returns possible names of the encode beside a sidecar, the likeliest first. */
    public static List<Path> encodes(Path file, Sidecar sidecar) {
        String stem = OutputPlace.stem(file);
        OutputPlace usual = OutputPlace.of(Path.of(sidecar.source().file()), OutputKind.of(sidecar), null, false);
        String usualVideo = String.valueOf(usual.video().getFileName());
        List<Path> encodes = new ArrayList<>();
        if (stem.equals(OutputPlace.stem(usual.video()))) {
            encodes.add(file.resolveSibling(usualVideo));
        }
        EXTENSIONS.forEach(extension -> encodes.add(file.resolveSibling(stem + "." + extension)));
        encodes.add(file.resolveSibling(stem));
        if (stem.endsWith("." + sidecar.target().fileTag())) {
            encodes.add(file.resolveSibling(usualVideo));
        }
        return encodes;
    }

    private boolean isUntaken(Path file) {
        return !taken.contains(FileIdentity.of(file).place());
    }

    private boolean isFree(Path sidecar, Path input) {
        return isUntaken(sidecar) && !isForeign(sidecar, input);
    }

    /** Returns whether a file is the sidecar of another video. */
    static boolean isForeign(Path sidecar, Path input) {
        return Files.isRegularFile(sidecar)
                && SidecarHead.read(sidecar)
                        .filter(head -> !head.isOf(input, sidecar))
                        .isPresent();
    }

    /** Refuses to replace the sidecar of another video, whatever else may be replaced. */
    public static void refuseForeign(Path sidecar, Path input) {
        if (isForeign(sidecar, input)) {
            throw new JndException.Usage(sidecar + " is the sidecar of another video than " + input
                    + ", and stays: give another place with --sidecar");
        }
    }

    /** Returns whether the video at the usual place is the encode of another source, whose sidecar lies beside it. */
    private static boolean isOthers(OutputPlace usual, Path input, OutputKind kind) {
        return Files.exists(usual.video())
                && isForeign(usual.sidecar(), input)
                && SidecarHead.read(usual.sidecar())
                        .map(head -> OutputPlace.of(head.video(), kind, null, false))
                        .filter(other -> String.valueOf(other.video().getFileName())
                                .equals(String.valueOf(usual.video().getFileName())))
                        .isPresent();
    }
}
