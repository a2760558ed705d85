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
 * The commands that together do what {@code jnd-encode apply} does: one for each shot, in any order and on any machine that sees the
 * files, and one that joins what they made.
 *
 * @param layout where everything is
 * @param shots the shots' commands, the longest shot first, so that no long one is left for the end
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

        /** For a POSIX shell. */
        public String quoted() {
            StringBuilder line = new StringBuilder(ShellText.program(words.get(0)));
            words.subList(1, words.size()).forEach(word -> line.append(' ').append(ShellText.quoted(word)));
            return line.toString();
        }
    }

    /**
     * A shot's command.
     *
     * @param index of the shot
     * @param frames how long it is: what it costs, roughly
     * @param segment the file it makes
     */
    public record Shot(int index, long frames, Path segment, Command command) {}

    /**
     * Where things are, as the machines of the farm see them.
     *
     * @param program how jnd-encode is called there
     * @param sidecar the plan
     * @param source its video
     * @param segments folder for the segments
     * @param output the video to be made
     */
    public record Layout(List<String> program, Path sidecar, Path source, Path segments, Path output) {
        public Layout {
            program = List.copyOf(program);
        }

        /** The segment of a shot. */
        public Path segment(int shot) {
            return segments.resolve(String.format(Locale.ROOT, "shot-%06d.segment", shot));
        }

        /** Encodes a shot. */
        Command shot(int shot) {
            return command(
                    "shot", "--index", String.valueOf(shot), "-o", segment(shot).toString());
        }

        /** Joins the segments of all. */
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

        /** What every command is told alike about its input. */
        List<String> rules() {
            List<String> words = new ArrayList<>(List.of("--source", source.toString()));
            words.addAll(InputRules.current().options());
            return words;
        }
    }

    /** The jobs of a sidecar. */
    public static JobList of(Sidecar sidecar, Layout layout) {
        List<Shot> shots = new ArrayList<>();
        for (int i = 0; i < sidecar.shots().size(); i++) {
            SidecarShot shot = sidecar.shots().get(i);
            shots.add(new Shot(i, shot.endFrame() - shot.startFrame(), layout.segment(i), layout.shot(i)));
        }
        shots.sort(Comparator.comparingLong(Shot::frames).reversed().thenComparing(Shot::index));
        return new JobList(layout, shots, layout.stitch());
    }
}
