package io.jndencode.farm;

import io.jndencode.media.open.InputRules;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarShot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The commands that together do what {@code jnd-encode apply} does: one for each shot, in any order and on any machine
 * that sees the files, and one that joins the results.
 *
 * @param layout where the files are
 * @param shots the shots' commands, the longest shot first, so that no long one is left until the end
 * @param stitch the last command
 */
public record JobList(Layout layout, List<Shot> shots, Command stitch) {
    public JobList {
        shots = List.copyOf(shots);
    }

    /**
     * A command line.
     *
     * @param words program and arguments, not quoted
     */
    public record Command(List<String> words) {
        public Command {
            words = List.copyOf(words);
        }

        /** Returns the command quoted for a POSIX shell. */
        public String quoted() {
            StringBuilder line = new StringBuilder(ShellText.program(words.get(0)));
            words.subList(1, words.size()).forEach(word -> line.append(' ').append(ShellText.quoted(word)));
            return line.toString();
        }
    }

    /**
     * The command of a shot.
     *
     * @param index of the shot
     * @param frames its length, roughly proportional to its cost
     * @param segment the file it makes
     */
    public record Shot(int index, long frames, Path segment, Command command) {}

    /**
     * The program and paths as the machines of the farm see them.
     *
     * @param program the command that starts jnd-encode there
     * @param sidecar the plan
     * @param source its video
     * @param segments folder for the segments
     * @param output the video to be made
     */
    public record Layout(List<String> program, Path sidecar, Path source, Path segments, Path output) {
        public Layout {
            program = List.copyOf(program);
        }

        /** Returns the segment of a shot. */
        public Path segment(int shot) {
            return segments.resolve(String.format(Locale.ROOT, "shot-%06d.segment", shot));
        }

        /** Returns the command that encodes a shot. */
        Command shot(int shot) {
            return command(
                    "shot", "--index", String.valueOf(shot), "-o", segment(shot).toString());
        }

        /** Returns the command that joins all segments. */
        Command stitch() {
            return command("stitch", "--segments", segments.toString(), "-o", output.toString());
        }

        private Command command(String name, String... options) {
            List<String> words = new ArrayList<>(program);
            words.addAll(List.of(name, sidecar.toString()));
            words.addAll(List.of(options));
            words.addAll(rules());
            return new Command(words);
        }

        /** Returns the input options that all commands share. */
        List<String> rules() {
            List<String> words = new ArrayList<>(List.of("--source", source.toString()));
            words.addAll(InputRules.current().options());
            return words;
        }
    }

    /** Creates the job list of a sidecar. */
    public static JobList of(Sidecar sidecar, Layout layout) {
        List<Shot> shots = new ArrayList<>();
        for (int i = 0; i < sidecar.shots().size(); i++) {
            SidecarShot shot = sidecar.shots().get(i);
            shots.add(new Shot(
                    i, shot.extent().endFrame() - shot.extent().startFrame(), layout.segment(i), layout.shot(i)));
        }
        shots.sort(Comparator.comparingLong(Shot::frames).reversed().thenComparing(Shot::index));
        return new JobList(layout, shots, layout.stitch());
    }
}
