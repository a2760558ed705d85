package io.jndencode.packages;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.jndencode.cli.Child;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a command where there is the system's C library and shell and no Java, in an empty environment, without network. */
record BareRoot(Path folder) {
    /** This machine's programs and libraries without its Javas. */
    Child run(Path program, String... command) throws Exception {
        List<String> words = bwrap();
        words.addAll(List.of("--ro-bind", "/usr", "/usr", "--tmpfs", "/usr/lib/jvm", "--tmpfs", "/usr/local"));
        for (String place : List.of("bin", "sbin", "lib", "lib64")) {
            Path link = Path.of("/" + place);
            if (Files.isSymbolicLink(link)) {
                words.addAll(List.of("--symlink", Files.readSymbolicLink(link).toString(), "/" + place));
            } else if (Files.isDirectory(link)) {
                words.addAll(List.of("--ro-bind", "/" + place, "/" + place));
            }
        }
        words.addAll(List.of("--ro-bind", program.toString(), "/opt/jnd-encode"));
        words.addAll(List.of(command));
        return Child.run(folder, Map.of(), words.toArray(String[]::new));
    }

    /** A root file system of its own, as a user other than root. */
    Child runIn(Path root, String user, String... command) throws Exception {
        List<String> words = bwrap();
        words.addAll(1, List.of("--ro-bind", root.toString(), "/"));
        words.addAll(List.of("--uid", user, "--gid", user));
        words.addAll(List.of(command));
        return Child.run(folder, Map.of(), words.toArray(String[]::new));
    }

    private List<String> bwrap() {
        assumeThat(Path.of("/usr/bin/bwrap"))
                .as("bwrap, which makes a root without Java")
                .exists();
        List<String> words = new ArrayList<>(List.of("bwrap", "--unshare-all", "--die-with-parent", "--clearenv"));
        words.addAll(List.of("--setenv", "PATH", "/usr/bin:/bin"));
        words.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"));
        words.addAll(List.of("--bind", folder.toString(), "/work", "--chdir", "/work"));
        return words;
    }
}
