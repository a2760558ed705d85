package io.jndencode.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command that starts this program in a process of its own, as quickly as can be. In a whole build that is the jar with the archive of
 * its loaded classes that the launcher makes, which halves the start; elsewhere the class path of the tests.
 */
public final class OwnJava {
    /** Set by the build where its jar is made of the classes that are tested. */
    private static final String LIBRARIES = System.getProperty("jnd.test.lib", "");

    private static final List<String> PROGRAM = LIBRARIES.isEmpty() ? ofClasses() : ofTheJar(Path.of(LIBRARIES));

    private OwnJava() {}

    /** Returns the command; the program's own words follow. */
    public static List<String> command(String... options) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        words.add("-Djnd.home=" + Path.of("").toAbsolutePath());
        words.addAll(List.of(options));
        words.addAll(PROGRAM);
        return words;
    }

    private static List<String> ofClasses() {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of("-cp", classes, Main.class.getName());
    }

    private static List<String> ofTheJar(Path folder) {
        try (var files = Files.newDirectoryStream(folder, "jnd-encode-*.jar")) {
            // Its first start makes the archive; one of another Java is passed over.
            Child.run(Path.of("").toAbsolutePath(), Map.of(), "./jnd-encode", "--version");
            Path archive = folder.resolve("classes-" + System.getProperty("java.version") + ".jsa");
            String jar = files.iterator().next().toString();
            return List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-XX:SharedArchiveFile=" + archive, "-jar", jar);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
