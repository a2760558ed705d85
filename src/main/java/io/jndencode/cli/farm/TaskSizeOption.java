package io.jndencode.cli.farm;

import io.jndencode.farm.jobs.TaskSize;
import picocli.CommandLine.Option;

/** How much work a task that encodes has at least. */
final class TaskSizeOption {
    @Option(
            names = "--task-size",
            paramLabel = "MEGAPIXELS",
            defaultValue = "300",
            description =
                    "shots that follow each other share a task until it has so many megapixels, their frames times"
                            + " the picture's size; with 0 every shot is a task (default: ${DEFAULT-VALUE})")
    private double megapixels = TaskSize.USUAL;

    TaskSize size() {
        return new TaskSize(megapixels);
    }
}
