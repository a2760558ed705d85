package io.jndencode.farm.jobs;

import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A script for Slurm that submits itself: as arrays no larger than the cluster allows ({@code MaxArraySize}), one task
 * for each of the list, and once more to join the segments when all tasks have succeeded.
 */
final class SlurmScript {
    private static final String TEXT = """
        #!/bin/sh
        # Save it and run it on a login node, sh FILE: it submits the shots as job arrays and the join behind them.
        #SBATCH --job-name=jnd-encode
        set -eu
        if [ $# -eq 0 ] && [ -n "${SLURM_ARRAY_TASK_ID:-}" ]; then
            set -- shots 0
        fi
        case ${1:-submit} in
        stitch)
            exec %1$s
            ;;
        shots)
            case $(($2 + SLURM_ARRAY_TASK_ID)) in
        %2$s    *) echo "there is no task $SLURM_ARRAY_TASK_ID behind the first $2" >&2; exit 2 ;;
            esac
            %3$s
            ;;
        esac
        if [ ! -f "$0" ]; then
            echo "save this script to a file and run that: Slurm gets it by its name" >&2
            exit 2
        fi
        # An array's numbers stay below MaxArraySize, which is 1001 unless the cluster says otherwise.
        size=$(scontrol show config 2>/dev/null | sed -n 's/^MaxArraySize *= *\\([0-9][0-9]*\\).*/\\1/p')
        if [ "${size:-0}" -lt 1 ]; then
            size=1001
        fi
        first=0
        arrays=
        while [ "$first" -lt %4$d ]; do
            last=$((%4$d - first - 1))
            if [ "$last" -ge "$size" ]; then
                last=$((size - 1))
            fi
            %5$s
            arrays=$arrays:${array%%%%;*}
            first=$((first + last + 1))
        done
        exec sbatch --parsable --kill-on-invalid-dep=yes --dependency="afterok$arrays" "$0" stitch
        """;

    private SlurmScript() {}

    /**
     * Returns the script.
     *
     * @param parallel maximum number of tasks at once, empty for no limit
     */
    static String of(JobList jobs, OptionalInt parallel) {
        return TEXT.formatted(
                jobs.stitch().quoted(),
                cases(jobs),
                ShellText.encodeShots(jobs.layout()),
                jobs.tasks().size(),
                submit(parallel));
    }

    private static String cases(JobList jobs) {
        return IntStream.range(0, jobs.tasks().size())
                .mapToObj(task -> "    %d) shots=%s ;;\n"
                        .formatted(task, jobs.tasks().get(task).shots()))
                .collect(Collectors.joining());
    }

    /**
     * Returns the submitting part. The limit applies per array, so with several arrays each waits for the one before.
     */
    private static String submit(OptionalInt parallel) {
        return parallel.isEmpty()
                ? "array=$(sbatch --parsable --array=\"0-$last\" \"$0\" shots \"$first\")"
                : "array=$(sbatch --parsable --array=\"0-$last%%%d\" ${arrays:+--dependency=afterany:${arrays##*:}} \"$0\" shots \"$first\")"
                        .formatted(parallel.getAsInt());
    }
}
