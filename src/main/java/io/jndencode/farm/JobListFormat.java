package io.jndencode.farm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jndencode.farm.spark.RemoteCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A {@link JobList} in the words of a scheduler. */
public enum JobListFormat {
    /** For programs: the commands as lists of words. */
    JSON {
        @Override
        public String text(JobList jobs) {
            List<Map<String, Object>> shots = jobs.shots().stream()
                    .map(shot -> ordered(
                            "index",
                            shot.index(),
                            "frames",
                            shot.frames(),
                            "segment",
                            shot.segment().toString(),
                            "command",
                            shot.command().words()))
                    .toList();
            return json(ordered("shots", shots, "stitch", jobs.stitch().words()));
        }
    },

    /** A script that does everything on one machine, one shot after the other. */
    SH {
        @Override
        public String text(JobList jobs) {
            return "#!/bin/sh\nset -eu\n" + lines(jobs) + jobs.stitch().quoted() + "\n";
        }
    },

    /** The shots' commands alone, a line each: for GNU parallel, xargs and the like. */
    LINES {
        @Override
        public String text(JobList jobs) {
            return lines(jobs);
        }
    },

    /** The shots' commands for {@link io.jndencode.farm.spark.SparkBridge}, where a cluster wants {@code spark-submit}. */
    SPARK {
        @Override
        public String text(JobList jobs) {
            return jobs.shots().stream()
                    .map(shot -> "task " + new RemoteCommand(shot.command().words()).line() + "\n")
                    .collect(Collectors.joining());
        }
    },

    /** A script for Slurm: submits itself as an array, a task a shot, and the join for when all have succeeded. */
    SLURM {
        @Override
        public String text(JobList jobs) {
            int last = jobs.shots().size() - 1;
            String cases = IntStream.rangeClosed(0, last)
                    .mapToObj(task -> "    %d) exec %s ;;\n"
                            .formatted(task, jobs.shots().get(task).command().quoted()))
                    .collect(Collectors.joining());
            return """
                    #!/bin/sh
                    # Run it on a login node: it submits the shots as an array and the join behind them.
                    #SBATCH --job-name=jnd-encode
                    set -eu
                    if [ "${1:-}" = stitch ]; then
                        exec %s
                    fi
                    if [ -z "${SLURM_ARRAY_TASK_ID:-}" ]; then
                        shots=$(sbatch --parsable --array=0-%d "$0")
                        exec sbatch --parsable --dependency="afterok:${shots%%%%;*}" "$0" stitch
                    fi
                    case $SLURM_ARRAY_TASK_ID in
                    %sesac
                    """.formatted(jobs.stitch().quoted(), last, cases);
        }
    },

    /** Two Kubernetes Jobs, an indexed one for the shots and one that waits for their segments and joins them, as JSON. */
    K8S {
        @Override
        public String text(JobList jobs) {
            String cases = IntStream.range(0, jobs.shots().size())
                    .mapToObj(task ->
                            task + ") exec " + jobs.shots().get(task).command().quoted() + " ;;")
                    .collect(Collectors.joining(" "));
            String shot = "case $JOB_COMPLETION_INDEX in " + cases + " esac";
            String segments = jobs.shots().stream()
                    .map(each -> JobList.Command.quoted(each.segment() + ".json"))
                    .collect(Collectors.joining(" "));
            String join = "for stamp in " + segments + "; do until [ -e \"$stamp\" ]; do sleep 2; done; done; exec "
                    + jobs.stitch().quoted();
            return json(ordered(
                    "apiVersion",
                    "v1",
                    "kind",
                    "List",
                    "items",
                    List.of(job("jnd-encode-shots", shot, jobs.shots().size()), job("jnd-encode-stitch", join, 1))));
        }
    },

    /** A makefile: {@code make -j 8 -f FILE}, which goes on where it was stopped. */
    MAKE {
        @Override
        public String text(JobList jobs) {
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

    /** The list, written for that scheduler. */
    public abstract String text(JobList jobs);

    private static String lines(JobList jobs) {
        return jobs.shots().stream().map(shot -> shot.command().quoted() + "\n").collect(Collectors.joining());
    }

    /** In a makefile a dollar sign is written twice. */
    private static String recipe(JobList.Command command) {
        return command.quoted().replace("$", "$$");
    }

    /** As of Kubernetes' batch/v1; the image, the volume and the resources are the cluster's and are filled in by its owner. */
    private static Map<String, Object> job(String name, String script, int completions) {
        Map<String, Object> container = ordered(
                "name",
                "jnd-encode",
                "image",
                "jnd-encode",
                "command",
                List.of("/bin/sh", "-c", script),
                "volumeMounts",
                List.of(ordered("name", "media", "mountPath", "/media")));
        Map<String, Object> pod = ordered(
                "restartPolicy",
                "Never",
                "containers",
                List.of(container),
                "volumes",
                List.of(ordered("name", "media", "persistentVolumeClaim", ordered("claimName", "media"))));
        return ordered(
                "apiVersion",
                "batch/v1",
                "kind",
                "Job",
                "metadata",
                ordered("name", name),
                "spec",
                ordered(
                        "completionMode",
                        "Indexed",
                        "completions",
                        completions,
                        "parallelism",
                        completions,
                        "backoffLimit",
                        3 * completions,
                        "template",
                        ordered("spec", pod)));
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static String json(Object value) {
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON", e);
        }
    }
}
