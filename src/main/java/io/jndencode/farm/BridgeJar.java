package io.jndencode.farm;

import io.jndencode.JndException;
import io.jndencode.farm.spark.CommandFailed;
import io.jndencode.farm.spark.RemoteCommand;
import io.jndencode.farm.spark.SparkBridge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Builds a jar of the few classes that run inside Spark. Our own jar names its libraries in its manifest, which would
 * clash with Spark's.
 */
final class BridgeJar {
    private static final List<String> CLASSES = List.of(
            SparkBridge.class.getName(),
            RemoteCommand.class.getName(),
            CommandFailed.class.getName(),
            SparkBridge.class.getPackageName() + ".StageReport");

    private BridgeJar() {}

    /** Writes the jar; its content does not depend on time or place. */
    static void write(Path file) {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (String name : CLASSES) {
                String path = name.replace('.', '/') + ".class";
                JarEntry entry = new JarEntry(path);
                entry.setTime(0);
                jar.putNextEntry(entry);
                try (InputStream code = BridgeJar.class.getClassLoader().getResourceAsStream(path)) {
                    if (code == null) {
                        throw new IllegalStateException(path + " is not on the class path");
                    }
                    code.transferTo(jar);
                }
            }
        } catch (IOException e) {
            throw new JndException.Encode("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
