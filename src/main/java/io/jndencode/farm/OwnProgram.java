package io.jndencode.farm;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line that starts this program again as a separate process: a crash of native code then ends that process
 * alone.
 */
public final class OwnProgram {
    private static final String MAIN = "io.jndencode.cli.Main";

    private OwnProgram() {}

    /**
     * Returns the program and its first arguments: the same Java, its options and class path. The caller's arguments
     * follow.
     */
    public static List<String> command() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(OwnProgram::isOurs)
                .forEach(words::add);
        String classes = System.getProperty("java.class.path");
        // A jar names its main class and the options newer Java versions need.
        words.addAll(
                classes.endsWith(".jar") && !classes.contains(File.pathSeparator)
                        ? List.of("-jar", classes)
                        : List.of("-cp", classes, MAIN));
        return List.copyOf(words);
    }

    /** Leaves out agents, debuggers and monitoring, which belong to this process only. */
    private static boolean isOurs(String option) {
        return option.startsWith("-X") || (option.startsWith("-D") && !option.startsWith("-Djnd.terminal"));
    }
}
