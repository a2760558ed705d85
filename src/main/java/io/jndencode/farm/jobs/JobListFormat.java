package io.jndencode.farm.jobs;

import io.jndencode.farm.spark.RemoteCommand;
import io.jndencode.text.Json;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The formats in which a {@link JobList} can be written for a scheduler. */
public enum JobListFormat {
    /** The commands as lists of words, for programs. */
    JSON(true) {
        @Override
        String write(JobList jobs, OptionalInt parallel) {
            Map<String, Object> list = new LinkedHashMap<>();
            list.put("shots", shots(jobs));
            list.put(
                    "tasks",
                    jobs.tasks().stream().map(task -> entry(task, jobs)).toList());
            list.put("stitch", jobs.stitch().words());
            return json(list);
        }
    },

    /** A script that runs everything on one machine, one task after the other. */
    SH(false) {
        @Override
        String write(JobList jobs, OptionalInt parallel) {
            return "#!/bin/sh\nset -eu\n" + lines(jobs) + jobs.stitch().quoted() + "\n";
        }
    },

    /** The tasks' commands alone, one per line, for tools such as GNU parallel and xargs. */
    LINES(false) {
        @Override
        String write(JobList jobs, OptionalInt parallel) {
            return lines(jobs);
        }
    },

    /**
     * The tasks' commands for {@link io.jndencode.farm.spark.SparkBridge}, for clusters that require {@code
     * spark-submit}.
     */
    SPARK(true) {
        @Override
        String write(JobList jobs, OptionalInt parallel) {
            return jobs.tasks().stream()
                    .map(task -> "task " + new RemoteCommand(task.command().words()).line() + "\n")
                    .collect(Collectors.joining());
        }
    },

    /** A script for Slurm, see {@link SlurmScript}. */
    SLURM(false) {
        @Override
        String write(JobList jobs, OptionalInt parallel) {
            return SlurmScript.of(jobs, parallel);
        }
    },

    /** Kubernetes Jobs as JSON, see {@link KubernetesJobs}. */
    K8S(false) {
        @Override
        String write(JobList jobs, OptionalInt parallel) {
            return json(KubernetesJobs.of(jobs, parallel));
        }
    },

    /** A makefile for {@code make -j 8 -f FILE}, which resumes where it was stopped. */
    MAKE(false) {
        @Override
        String write(JobList jobs, OptionalInt parallel) {
            StringBuilder text = new StringBuilder("all: stitch\n.PHONY: all stitch");
            jobs.tasks().forEach(task -> text.append(" shots-").append(task.shots()));
            text.append("\nstitch:");
            jobs.tasks().forEach(task -> text.append(" shots-").append(task.shots()));
            text.append("\n\t").append(recipe(jobs.stitch())).append('\n');
            for (JobList.Task task : jobs.tasks()) {
                text.append("shots-").append(task.shots()).append(":\n\t");
                text.append(recipe(task.command())).append('\n');
            }
            return text.toString();
        }
    };

    /** Characters that JSON allows but that YAML takes for the end of a line or refuses. */
    private static final Pattern NOT_IN_YAML = Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");

    private final boolean holdsControlCharacters;

    JobListFormat(boolean holdsControlCharacters) {
        this.holdsControlCharacters = holdsControlCharacters;
    }

    /**
     * Returns the list in the format of that scheduler.
     *
     * @param parallel maximum number of tasks at once, for schedulers that accept a limit; empty for their default
     * @throws io.jndencode.JndException.Usage for a name with control characters, if the format is line-based
     */
    public final String text(JobList jobs, OptionalInt parallel) {
        if (!holdsControlCharacters) {
            PrintableNames.check(jobs.layout(), name().toLowerCase(Locale.ROOT));
        }
        return write(jobs, parallel);
    }

    abstract String write(JobList jobs, OptionalInt parallel);

    private static String lines(JobList jobs) {
        return jobs.tasks().stream().map(task -> task.command().quoted() + "\n").collect(Collectors.joining());
    }

    /** Doubles dollar signs, as a makefile requires. */
    private static String recipe(JobList.Command command) {
        return command.quoted().replace("$", "$$");
    }

    /** Every shot as a command of its own, the longest first, for programs that share them out themselves. */
    private static List<Map<String, Object>> shots(JobList jobs) {
        return IntStream.range(0, jobs.frames().size())
                .boxed()
                .sorted(Comparator.comparing(jobs.frames()::get).reversed())
                .map(shot -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    List<Path> segments = jobs.layout().segments(shot);
                    entry.put("index", shot);
                    entry.put("frames", jobs.frames().get(shot));
                    if (segments.size() == 1) {
                        entry.put("segment", segments.get(0).toString());
                    } else {
                        entry.put("segments", names(segments));
                    }
                    entry.put(
                            "command",
                            jobs.layout().shots(ShotNumbers.of(shot, shot)).words());
                    return entry;
                })
                .toList();
    }

    private static Map<String, Object> entry(JobList.Task task, JobList jobs) {
        List<Integer> shots = task.shots().within(jobs.frames().size());
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("shots", shots);
        entry.put("frames", task.frames());
        entry.put(
                "segments",
                names(shots.stream()
                        .flatMap(shot -> jobs.layout().segments(shot).stream())
                        .toList()));
        entry.put("command", task.command().words());
        return entry;
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(Path::toString).toList();
    }

    private static String json(Object value) {
        return NOT_IN_YAML
                .matcher(Json.pretty(value))
                .replaceAll(one -> "\\\\u%04x".formatted((int) one.group().charAt(0)));
    }
}
