package io.jndencode.farm;

import io.jndencode.JndException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An installation of Spark on this machine: a folder with Spark's libraries in {@code jars/}.
 *
 * @param home the folder, usually {@code SPARK_HOME}
 */
public record SparkInstallation(Path home) {
    /**
     * Packages of the JDK that Spark needs opened, as org.apache.spark.launcher.JavaModuleOptions (Spark 4.1) lists
     * them; Spark itself adds them to the executors.
     */
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.base/sun.nio.cs",
            "java.base/sun.security.action",
            "java.base/sun.util.calendar");

    /**
     * Finds the installation the user means.
     *
     * @param named folder given by an option; null for the one of the environment
     * @throws JndException.Usage if there is none
     */
    public static SparkInstallation find(@Nullable Path named, Map<String, String> environment) {
        String fromEnvironment = environment.get("SPARK_HOME");
        if (named == null && fromEnvironment == null) {
            throw new JndException.Usage(
                    "Spark is not part of jnd-encode: install Spark 4 (for Scala 2.13) on this machine "
                            + "and name its folder with --spark-home or SPARK_HOME");
        }
        Path home = named != null ? named : Path.of(String.valueOf(fromEnvironment));
        try (Stream<Path> jars = Files.list(home.resolve("jars"))) {
            if (jars.noneMatch(jar -> String.valueOf(jar.getFileName()).matches("spark-core_2\\.13-.*\\.jar"))) {
                throw new JndException.Usage(
                        home + " has no jars/spark-core_2.13-*.jar: jnd-encode needs a Spark for Scala 2.13");
            }
        } catch (IOException e) {
            throw new JndException.Usage(home + " is not a Spark installation: it has no folder jars", e);
        }
        return new SparkInstallation(home);
    }

    /**
     * Returns the command that starts a Spark application on this machine.
     *
     * @param mainClass the application's main class, in {@code jar}
     * @param configuration Spark's own settings, named {@code spark.…}
     */
    List<String> command(String mainClass, Path jar, Map<String, String> configuration) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xmx1g");
        words.add("-Djava.awt.headless=true");
        words.add("-Djdk.reflect.useDirectMethodHandle=false");
        words.add("-Dio.netty.tryReflectionSetAccessible=true");
        OPENED.forEach(door -> words.add("--add-opens=" + door + "=ALL-UNNAMED"));
        configuration.forEach((key, value) -> words.add("-D" + key + "=" + value));
        words.add("-cp");
        words.add(jar + java.io.File.pathSeparator + home.resolve("jars") + "/*");
        words.add(mainClass);
        return words;
    }
}
