package io.jndencode.farm.jobs;

import io.jndencode.media.open.InputRules;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarFilters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The commands that together do what one machine does: tasks that encode shots, in any order and on any machine that sees the files, and one
 * command that joins the results.
 *
 * @param layout where the files are
 * @param frames of each shot, in order
 * @param tasks those with the most work first, so that no long one is left until the end
 * @param stitch the last command
 */
public record JobList(Layout layout, List<Long> frames, List<Task> tasks, Command stitch) {
    public JobList {
        frames = List.copyOf(frames);
        tasks = List.copyOf(tasks);
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
     * The command that encodes shots that follow each other.
     *
     * @param shots their numbers
     * @param frames all of them together, roughly proportional to the cost
     */
    public record Task(ShotNumbers shots, long frames, Command command) {}

    /**
     * The program and paths as the machines of the farm see them.
     *
     * @param program the command that starts jnd-encode there
     * @param plan the plan
     * @param source its video
     * @param segments folder for the segments
     * @param output what is to be made
     * @param rungs names of the folders in it, one for each rung of a ladder; none for a plain video
     */
    public record Layout(List<String> program, Path plan, Path source, Path segments, Path output, List<String> rungs) {
        public Layout {
            program = List.copyOf(program);
            rungs = List.copyOf(rungs);
        }

        /** Creates the layout of a plain video. */
        public Layout(List<String> program, Path plan, Path source, Path segments, Path output) {
            this(program, plan, source, segments, output, List.of());
        }

        /** Returns the folders of the segments. */
        public List<Path> folders() {
            return rungs.isEmpty()
                    ? List.of(segments)
                    : rungs.stream().map(segments::resolve).toList();
        }

        /** Returns the segments of a shot, one for each rung. */
        public List<Path> segments(int shot) {
            return folders().stream().map(folder -> segment(folder, shot)).toList();
        }

        /** Returns the segment of a shot in a folder. */
        public static Path segment(Path folder, int shot) {
            return folder.resolve(String.format(Locale.ROOT, "shot-%06d.segment", shot));
        }

        /** Returns the command that encodes shots. */
        Command shots(ShotNumbers shots) {
            return command("shot", "--index", shots.toString(), "--segments", segments.toString());
        }

        /** Returns the command that joins all segments. */
        Command stitch() {
            return command("stitch", "--segments", segments.toString(), "-o", output.toString());
        }

        private Command command(String name, String... options) {
            List<String> words = new ArrayList<>(program);
            words.addAll(List.of(name, plan.toString()));
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

    /**
     * Creates the job list of plans with the same shots: of a film, or of all rungs of a ladder.
     *
     * @param places how many tasks run at once, if that is known
     */
    public static JobList of(List<Sidecar> plans, Layout layout, TaskSize size, OptionalInt places) {
        List<Long> frames = plans.get(0).shots().stream()
                .map(shot -> shot.extent().endFrame() - shot.extent().startFrame())
                .toList();
        return of(frames, plans.stream().mapToLong(JobList::pixels).sum(), layout, size, places);
    }

    static JobList of(List<Long> frames, long pixels, Layout layout, TaskSize size, OptionalInt places) {
        List<Task> tasks = new ArrayList<>();
        for (ShotNumbers shots : size.tasks(frames, pixels, places)) {
            long all =
                    shots.within(frames.size()).stream().mapToLong(frames::get).sum();
            tasks.add(new Task(shots, all, layout.shots(shots)));
        }
        tasks.sort(Comparator.comparingLong(Task::frames).reversed()); // stable: equal ones stay in order
        return new JobList(layout, frames, tasks, layout.stitch());
    }

    private static long pixels(Sidecar plan) {
        SidecarFilters filters = plan.source().filters();
        return filters == null
                ? (long) plan.source().coded().width() * plan.source().coded().height()
                : (long) filters.width() * filters.height();
    }
}
