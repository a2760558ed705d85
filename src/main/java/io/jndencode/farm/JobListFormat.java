package io.jndencode.farm;

import io.jndencode.farm.spark.RemoteCommand;
import io.jndencode.text.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The formats in which a {@link JobList} can be written for a scheduler. */
public enum JobListFormat {
    /** The commands as lists of words, for programs. */
    JSON(true) {
        @Override
        String write(JobList jobs, OptionalInt parallel) {
            List<Map<String, Object>> shots =
                    jobs.shots().stream().map(JobListFormat::entry).toList();
            Map<String, Object> list = new LinkedHashMap<>();
            list.put("shots", shots);
            list.put("stitch", jobs.stitch().words());
            return json(list);
        }
    },

    /** A script that runs everything on one machine, one shot after the other. */
    SH(false) {
        @Override
        String write(JobList jobs, OptionalInt parallel) {
            return "#!/bin/sh\nset -eu\n" + lines(jobs) + jobs.stitch().quoted() + "\n";
        }
    },

    /** The shots' commands alone, one per line, for tools such as GNU parallel and xargs. */
    LINES(false) {
        @Override
        String write(JobList jobs, OptionalInt parallel) {
            return lines(jobs);
        }
    },

    /**
     * The shots' commands for {@link io.jndencode.farm.spark.SparkBridge}, for clusters that require {@code
     * spark-submit}.
     */
    SPARK(true) {
        @Override
        String write(JobList jobs, OptionalInt parallel) {
            return jobs.shots().stream()
                    .map(shot -> "task " + new RemoteCommand(shot.command().words()).line() + "\n")
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
            jobs.shots().forEach(shot -> text.append(" shot-").append(shot.index()));
            text.append("\nstitch:");
            jobs.shots().forEach(shot -> text.append(" shot-").append(shot.index()));
            text.append("\n\t").append(recipe(jobs.stitch())).append('\n');
            for (JobList.Shot shot : jobs.shots()) {
                text.append("shot-").append(shot.index()).append(":\n\t");
                text.append(recipe(shot.command())).append('\n');
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
     * @param parallel maximum number of shots at once, for schedulers that accept a limit; empty for their default
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
        return jobs.shots().stream().map(shot -> shot.command().quoted() + "\n").collect(Collectors.joining());
    }

    /** Doubles dollar signs, as a makefile requires. */
    private static String recipe(JobList.Command command) {
        return command.quoted().replace("$", "$$");
    }

    private static Map<String, Object> entry(JobList.Shot shot) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("index", shot.index());
        entry.put("frames", shot.frames());
        entry.put("segment", shot.segment().toString());
        entry.put("command", shot.command().words());
        return entry;
    }

    private static String json(Object value) {
        return NOT_IN_YAML
                .matcher(Json.pretty(value))
                .replaceAll(one -> "\\\\u%04x".formatted((int) one.group().charAt(0)));
    }
}
