package io.jndencode.farm.jobs;

import io.jndencode.JndException;
import io.jndencode.file.FileHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Kubernetes Jobs (batch/v1): an indexed one with one pod per task, and one that waits for the segments and joins them.
 * The image, the volume claim and the resources depend on the cluster and are filled in by its owner.
 *
 * <p>A pod finds its shots in a list of numbers, the largest task first, inside its command. Linux accepts no argument
 * over 128 KiB, so a long list is split into several Jobs.
 */
final class KubernetesJobs {
    /** First and last numbers of up to six digits: no list is longer than 112 kB. */
    private static final int MOST_TASKS = 8_000;

    private static final int USUAL_PARALLEL = 16;

    /** What the kubelet would take for a variable or for an escaped dollar sign. */
    private static final Pattern DOLLARS = Pattern.compile("\\$+(?=\\()|\\${2,}");

    private final JobList jobs;
    private final int parallel;
    private final String name;
    private final Path shared;

    private KubernetesJobs(JobList jobs, int parallel) {
        this.jobs = jobs;
        this.parallel = parallel;
        this.name = "jnd-encode-"
                + FileHash.sha256(jobs.toString().getBytes(StandardCharsets.UTF_8))
                        .substring(0, 10);
        this.shared = shared(jobs.layout());
    }

    /**
     * Returns the Jobs as the content of a file for {@code kubectl}.
     *
     * @param parallel maximum number of pods at once
     */
    static Map<String, Object> of(JobList jobs, OptionalInt parallel) {
        return new KubernetesJobs(jobs, parallel.orElse(USUAL_PARALLEL)).list();
    }

    private Map<String, Object> list() {
        List<Map<String, Object>> items = new ArrayList<>();
        int count = jobs.tasks().size();
        for (int first = 0; first < count; first += MOST_TASKS) {
            List<JobList.Task> part = jobs.tasks().subList(first, Math.min(count, first + MOST_TASKS));
            String suffix = count <= MOST_TASKS ? "-shots" : "-shots-" + (first / MOST_TASKS + 1);
            items.add(job(suffix, encode(part), part.size()));
        }
        items.add(job("-stitch", join(), 1));
        return object("apiVersion", "v1", "kind", "List", "items", items);
    }

    private String encode(List<JobList.Task> part) {
        return "set -- " + numbers(part) + "; shift \"$JOB_COMPLETION_INDEX\"; shots=$1; "
                + ShellText.encodeShots(jobs.layout());
    }

    private String join() {
        String folders = jobs.layout().folders().stream()
                .map(folder -> ShellText.quoted(folder.toString()))
                .collect(Collectors.joining(" "));
        return "for folder in " + folders + "; do shot=0; while [ \"$shot\" -lt "
                + jobs.frames().size()
                + " ]; do name=$shot; while [ ${#name} -lt 6 ]; do name=0$name; done; "
                + "until [ -e \"$folder/shot-$name.segment.json\" ]; do sleep 2; done; shot=$((shot + 1)); done; done; exec "
                + jobs.stitch().quoted();
    }

    private static String numbers(List<JobList.Task> tasks) {
        return tasks.stream().map(task -> task.shots().toString()).collect(Collectors.joining(" "));
    }

    private Map<String, Object> job(String suffix, String script, int completions) {
        Map<String, Object> spec = object("completionMode", "Indexed", "completions", completions);
        spec.put("parallelism", Math.min(parallel, completions));
        spec.put("backoffLimit", 6 + completions / 10);
        spec.put("template", object("metadata", labels(), "spec", pod(script)));
        Map<String, Object> metadata = object("name", name + suffix);
        metadata.putAll(labels());
        return object("apiVersion", "batch/v1", "kind", "Job", "metadata", metadata, "spec", spec);
    }

    private static Map<String, Object> labels() {
        return object("labels", object("app.kubernetes.io/name", "jnd-encode"));
    }

    private Map<String, Object> pod(String script) {
        Map<String, Object> container = object("name", "jnd-encode", "image", "jnd-encode");
        container.put("command", List.of("/bin/sh", "-c", literal(script)));
        container.put("workingDir", shared.toString());
        container.put("resources", RESOURCES);
        container.put("volumeMounts", List.of(object("name", "media", "mountPath", shared.toString())));
        Map<String, Object> pod = object("restartPolicy", "Never", "automountServiceAccountToken", false);
        pod.put("containers", List.of(container));
        pod.put("volumes", List.of(object("name", "media", "persistentVolumeClaim", object("claimName", "media"))));
        return pod;
    }

    /** Enough for one shot of 1080p. */
    private static final Map<String, Object> RESOURCES =
            object("requests", object("cpu", "1", "memory", "2Gi"), "limits", object("memory", "4Gi"));

    /** Escapes text so that the kubelet's expansion of {@code $(VARIABLE)} and {@code $$} leaves it unchanged. */
    static String literal(String text) {
        return DOLLARS.matcher(text)
                .replaceAll(run -> "\\$".repeat(2 * run.group().length()));
    }

    /** Returns the deepest folder that holds all files: where the volume is mounted. */
    private static Path shared(JobList.Layout layout) {
        Path common = layout.segments();
        for (Path other : List.of(layout.plan(), layout.source(), layout.output())) {
            while (common != null && !other.startsWith(common)) {
                common = common.getParent();
            }
        }
        if (common == null || common.getNameCount() == 0) {
            throw new JndException.Usage(
                    "pods mount one volume, but %s, %s, %s and %s have no folder in common: put them below one, or use another --format"
                            .formatted(layout.source(), layout.plan(), layout.segments(), layout.output()));
        }
        return common;
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
