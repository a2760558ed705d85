package io.jndencode.farm;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this very program is started once more, as a process of its own: a crash of native code then ends that process alone. */
public final class OwnProgram {
    private static final String MAIN = "io.jndencode.cli.Main";

    private OwnProgram() {}

    /** Program and first arguments: the same Java, its options and class path. The caller's arguments follow. */
    public static List<String> command() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(OwnProgram::isOurs)
                .forEach(words::add);
        String classes = System.getProperty("java.class.path");
        // A jar names its main class and what newer Javas ask of it.
        words.addAll(
                classes.endsWith(".jar") && !classes.contains(File.pathSeparator)
                        ? List.of("-jar", classes)
                        : List.of("-cp", classes, MAIN));
        return List.copyOf(words);
    }

    /** Agents and debuggers of this process are its own, as is being watched by a person. */
    private static boolean isOurs(String option) {
        return option.startsWith("-X") || (option.startsWith("-D") && !option.startsWith("-Djnd.terminal"));
    }
}
