package io.jndencode.cli.files;

import io.jndencode.JndException;
import io.jndencode.file.FileName;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.plan.sidecar.SidecarHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the inputs of a command line against each other. */
public final class Inputs {
    /** Names such as {@code NAME.jnd1.EXT}, which {@link OutputPlace} gives to outputs. */
    private static final Pattern OUTPUT_NAME = Pattern.compile("(.+)\\.jnd\\d(?:\\.\\d+)?\\.[^.]+");

    private Inputs() {}

    /**
     * Refuses inputs and outputs that do not go together.
     *
     * @param several whether there is more than one file
     * @param single whether an option names a file that only one input can have
     */
    public static void check(boolean several, OutputOptions output, boolean single) {
        Path place = output.output();
        if (several && place != null && Files.exists(place) && !Files.isDirectory(place)) {
            throw new JndException.Usage(place + " is not a folder, but there are several inputs");
        }
        if (several && single) {
            throw new JndException.Usage(
                    "--sidecar and the exports name one file: give one input at a time, or leave them out");
        }
    }

    /** Probes a video before any work; refuses anything else. */
    public static MediaInfo probe(Path input) {
        MediaInfo info = MediaProbe.probe(input);
        if (info.picture()) {
            throw new JndException.Input(input + " is a picture: `jnd-encode predict` shows its levels");
        }
        return info;
    }

    /** Returns the inputs that are no outputs of others: a second run on a folder finds the outputs of the first. */
    public static List<InputFiles.Found> withoutOutputs(List<InputFiles.Found> inputs) {
        Set<String> names = new HashSet<>();
        inputs.forEach(input -> {
            names.add(OutputPlace.stem(input.file()));
            names.add(String.valueOf(input.file().getFileName()));
        });
        return inputs.stream().filter(input -> !isOutput(input, names)).toList();
    }

    /**
     * Recognises {@code a.jnd1.mp4} of {@code a.mp4}, {@code a.mkv.jnd1.mkv} of {@code a.mkv}, {@code a.2.jnd1.mp4} of
     * a second {@code a.mp4}.
     */
    private static boolean isOutput(InputFiles.Found input, Set<String> names) {
        String source = sourceOf(input.file());
        if (source.isEmpty()) {
            return false;
        }
        String plain = source.replaceFirst("\\.\\d+$", "");
        return names.contains(source)
                || names.contains(plain)
                || (plain.indexOf('~') >= 0 && names.stream().anyMatch(name -> FileName.isShortened(plain, name)));
    }

    /**
     * Returns those of the individually named inputs that were left out although no sidecar proves them to be outputs.
     */
    public static List<Path> leftOut(List<InputFiles.Found> inputs, List<InputFiles.Found> kept) {
        return inputs.stream()
                .filter(input -> !input.searched() && !kept.contains(input))
                .map(InputFiles.Found::file)
                .filter(file -> SidecarHead.read(file.resolveSibling(OutputPlace.stem(file) + ".json"))
                        .isEmpty())
                .toList();
    }

    private static String sourceOf(Path file) {
        Matcher name = OUTPUT_NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches() ? name.group(1) : "";
    }
}
